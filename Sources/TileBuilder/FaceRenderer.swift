package import ImageCoding
package import Panorama
package import Resampling
package import TourBundle

/// One panorama's way to tiles, a face at a time. Pure: the same source and settings give the same bytes.
package struct FaceRenderer: Sendable {
    package let pyramid: Pyramid
    let encoding: ImageEncoding
    /// With its spherical margin filled.
    let source: PixelBuffer

    /// - Parameter source: a full equirectangular panorama whose margin is at least `margin` and filled.
    package init(source: PixelBuffer, pyramid: Pyramid, encoding: ImageEncoding) {
        self.source = source
        self.pyramid = pyramid
        self.encoding = encoding
    }

    /// Texels that a source needs around it.
    package static let margin = BicubicSampler.reach

    /// The tiles of all levels of one face, the largest level first.
    ///
    /// - Throws: `CancellationError` when the task was cancelled, `ImageCodingError` when a tile cannot be encoded.
    package func tiles(of face: CubeFace) throws -> [EncodedTile] {
        var level = pyramid.levelCount - 1
        var finest = try image(of: face)
        var light = LinearBuffer(finest)
        for _ in 0..<surplusHalvings {
            try Task.checkCancellation()
            light = light.halved()
            finest = PixelBuffer(light)
        }
        var tiles = try encode(finest, face: face, level: level)
        while level > 0 {
            try Task.checkCancellation()
            level -= 1
            light = light.halved()
            tiles += try encode(PixelBuffer(light), face: face, level: level)
        }
        return tiles
    }

    /// How often a face is halved before its finest level: where fewer pixels are wanted than the source has, reading
    /// only some of its texels would bring patterns that are not in the picture.
    private var surplusHalvings: Int {
        let natural = Equirectangular(width: source.width, height: source.height).faceSize
        var count = 0
        while pyramid.faceSize << count < natural { count += 1 }
        return count
    }

    /// A face as fine as the source or the finest level, whichever is finer, with the margin that its halvings use up.
    package func image(of face: CubeFace) throws -> PixelBuffer {
        let margin = LinearBuffer.margin(forHalvings: pyramid.levelCount - 1 + surplusHalvings)
        let grid = FaceGrid(face: face, size: pyramid.faceSize << surplusHalvings, margin: margin)
        let panorama = Equirectangular(width: source.width, height: source.height)
        var image = PixelBuffer(width: grid.size, height: grid.size, margin: margin)
        var columns = [Double](repeating: 0, count: grid.size + 2 * margin)
        var rows = columns
        for row in -margin..<grid.size + margin {
            try Task.checkCancellation()
            grid.positions(row: row, in: panorama, columns: &columns, rows: &rows)
            let start = image.byteOffset(column: -margin, row: row)
            BicubicSampler().sample(source, columns: columns, rows: rows, into: &image.bytes, at: start)
        }
        return image
    }

    private func encode(_ image: PixelBuffer, face: CubeFace, level: Int) throws -> [EncodedTile] {
        let size = pyramid.tileSize
        return try pyramid.addresses(level: level, face: face).map { address in
            try Task.checkCancellation()
            let region = PixelRegion(
                column: address.column * size,
                row: address.row * size,
                width: size,
                height: size
            )
            return EncodedTile(address: address, bytes: try encoding.encode(image, region: region))
        }
    }
}
