package import ImageCoding
internal import Panorama
package import Resampling

/// An epoch's pictures laid over the panorama around them, with their control points.
package struct AlignmentPreview {
    private static let width = 1600
    private static let height = 1200
    /// Of the pictures over the panorama.
    private static let opacity = 0.7
    /// Residuals are drawn so many times as long.
    static let magnification = 10.0
    private static let widest = 140.0
    /// A picture may be no larger than a point.
    private static let narrowest = 0.01

    private let sphere: SphereReader
    private let layers: [Layer]
    /// A view about all pictures, or where that would be too wide the whole sphere.
    private let view: PicturePlacement
    private let height: Int

    fileprivate struct Layer {
        let aligned: EpochAlignment.Picture
        let placement: PicturePlacement
        let pixels: PixelBuffer
    }

    /// - Parameter pixels: of the alignment's pictures.
    /// - Returns: nil where none of them is placed.
    /// - Throws: `ImageCodingError`.
    package init?(
        _ alignment: EpochAlignment,
        sphere: AlignmentSphere,
        pixels: [PixelBuffer]
    ) throws(ImageCodingError) {
        layers = zip(alignment.pictures, pixels).compactMap { aligned, pixels in
            aligned.registration.placement.map { Layer(aligned: aligned, placement: $0, pixels: pixels) }
        }
        guard !layers.isEmpty else { return nil }
        if let camera = Self.view(of: layers) {
            (view, height) = (.photo(camera), Self.height)
        } else {
            height = Self.width / 2
            view = .panorama(.equirectangular(EquirectangularRegion(width: Self.width, height: height)), Pose())
        }
        self.sphere = try SphereReader(sphere)
    }

    /// So wide that all pictures are seen; nil where no photograph is so wide.
    private static func view(of layers: [Layer]) -> RectilinearView? {
        let middles: [SIMD3<Double>] = layers.compactMap { $0.placement.direction(x: $0.width / 2, y: $0.height / 2) }
        let sum = middles.reduce(SIMD3<Double>(0, 0, 0), +)
        let length = (sum * sum).sum().squareRoot()
        guard length > 0 else { return nil }
        let centre = sum / length
        let level = (centre.x * centre.x + centre.z * centre.z).squareRoot()
        let pose = Pose(
            headingDeg: arcTangent(y: centre.x, x: -centre.z) * 180 / .pi,
            pitchDeg: arcTangent(y: centre.y, x: level) * 180 / .pi
        )
        let corners = layers.flatMap { layer in
            [0, layer.width].flatMap { x in
                [0, layer.height].compactMap { y in layer.placement.direction(x: x, y: y) }
            }
        }
        let toView = pose.rotation.inverse
        let reach = corners.map { corner -> Double in
            let ray = toView(corner)
            return ray.z < 0 ? max(abs(ray.x), abs(ray.y) * 4 / 3) / -ray.z : Double.infinity
        }
        let half = arcTangent(y: min(1.2 * (reach.max() ?? 1), 100), x: 1) * 180 / .pi
        guard 2 * half <= widest else { return nil }
        return RectilinearView(width: width, height: height, pose: pose, fieldOfViewDeg: max(narrowest, 2 * half))
    }

    package func drawn() -> PixelBuffer {
        var image = PixelBuffer(width: Self.width, height: height)
        for row in 0..<image.height {
            for column in 0..<image.width {
                guard let direction = view.direction(x: Double(column) + 0.5, y: Double(row) + 0.5) else { continue }
                image[column, row] = colour(of: direction)
            }
        }
        var canvas = PreviewCanvas(image)
        for layer in layers { draw(layer, on: &canvas) }
        return canvas.image
    }

    private func colour(of direction: SIMD3<Double>) -> SIMD4<UInt8> {
        var colour = sphere.colour(of: direction)
        for layer in layers {
            guard let place = layer.placement.place(of: direction), let over = layer.colour(at: place) else { continue }
            colour += (over - colour) * Self.opacity
        }
        return SIMD4(UInt8(colour.x), UInt8(colour.y), UInt8(colour.z), 255)
    }

    private func draw(_ layer: Layer, on canvas: inout PreviewCanvas) {
        for (index, point) in layer.aligned.points.enumerated() {
            let pair = ControlPair(point)
            guard let wanted = view.place(of: pair.direction) else { continue }
            let quality = layer.aligned.registration.quality?.points
            let isUsed = quality.flatMap { $0.indices.contains(index) ? $0[index].isUsed : nil } ?? true
            let colour: SIMD3<Double> = isUsed ? PreviewCanvas.patina : PreviewCanvas.sandstone
            if let shown = layer.placement.direction(x: pair.x, y: pair.y).flatMap(view.place) {
                canvas.line(from: wanted, to: wanted + way(from: wanted, to: shown) * Self.magnification, colour)
            }
            canvas.ring(at: wanted, radius: 9, colour)
            canvas.number(index + 1, at: wanted + SIMD2(14, -18))
        }
    }

    /// In the preview; of the whole sphere not once round it.
    private func way(from start: SIMD2<Double>, to end: SIMD2<Double>) -> SIMD2<Double> {
        var way = end - start
        if case .panorama = view { way.x -= (way.x / Double(Self.width)).rounded() * Double(Self.width) }
        return way
    }
}

extension AlignmentPreview.Layer {
    fileprivate var width: Double { Double(aligned.picture.width) }
    fileprivate var height: Double { Double(aligned.picture.height) }

    /// Nil outside the picture.
    fileprivate func colour(at place: SIMD2<Double>) -> SIMD3<Double>? {
        guard place.x >= 0, place.y >= 0, place.x <= width, place.y <= height else { return nil }
        let x = place.x * Double(pixels.width) / width
        let y = place.y * Double(pixels.height) / height
        return pixels.colour(x: x, y: y)
    }
}

extension PixelBuffer {
    /// Between pixels, bilinear; `x` and `y` from the top left corner, as if the picture's edge went on.
    func colour(x: Double, y: Double) -> SIMD3<Double> {
        let (x, y) = (min(max(x - 0.5, 0), Double(width - 1)), min(max(y - 0.5, 0), Double(height - 1)))
        let (column, row) = (min(Int(x), max(width - 2, 0)), min(Int(y), max(height - 2, 0)))
        let (across, down) = (x - Double(column), y - Double(row))
        func at(_ column: Int, _ row: Int) -> SIMD3<Double> {
            let pixel = self[min(column, width - 1), min(row, height - 1)]
            return SIMD3(Double(pixel.x), Double(pixel.y), Double(pixel.z))
        }
        let top = at(column, row) + (at(column + 1, row) - at(column, row)) * across
        let bottom = at(column, row + 1) + (at(column + 1, row + 1) - at(column, row + 1)) * across
        return top + (bottom - top) * down
    }
}
