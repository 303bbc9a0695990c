internal import Resampling

/// Marks on a preview.
struct PreviewCanvas {
    static let patina = SIMD3(62.0, 125, 110)
    static let sandstone = SIMD3(180.0, 83, 60)
    private static let paper = SIMD3(246.0, 241, 231)
    private static let ink = SIMD3(29.0, 35, 38)

    private(set) var image: PixelBuffer

    init(_ image: PixelBuffer) {
        self.image = image
    }

    /// With a rim, so that it is seen on any ground.
    mutating func ring(at centre: SIMD2<Double>, radius: Double, _ colour: SIMD3<Double>) {
        paint(around: centre, reach: radius + 4) { place in
            let off = place - centre
            let distance = abs((off * off).sum().squareRoot() - radius)
            return distance < 2 ? colour : distance < 3.2 ? Self.paper : nil
        }
        paint(around: centre, reach: 2) { _ in Self.paper }
    }

    mutating func line(from start: SIMD2<Double>, to end: SIMD2<Double>, _ colour: SIMD3<Double>) {
        let way = end - start
        let length = (way * way).sum().squareRoot()
        // One of thousands of pixels says no more than one that leaves the picture.
        guard length > 0, length < 1e5 else { return }
        let steps = Int(min(length, 4000)) + 1
        for step in 0...steps {
            let place = start + way * (Double(step) / Double(steps))
            paint(around: place, reach: 1.5) { _ in colour }
        }
    }

    /// Digits of 3 x 5 dots on a plate.
    mutating func number(_ value: Int, at corner: SIMD2<Double>) {
        guard isNear(corner) else { return }
        let digits = String(value).compactMap(\.wholeNumberValue)
        let dot = 3
        let (left, top) = (Int(corner.x), Int(corner.y))
        for row in -1..<6 {
            for column in -1..<digits.count * 4 {
                let (digit, x) = (max(column, 0) / 4, column % 4)
                let isInside = column >= 0 && x < 3 && (0..<5).contains(row)
                let isSet = isInside && Self.font[digits[digit]][row] & (4 >> x) != 0
                for y in 0..<dot {
                    for x in 0..<dot {
                        set(left + column * dot + x, top + row * dot + y, isSet ? Self.paper : Self.ink)
                    }
                }
            }
        }
    }

    private mutating func paint(around centre: SIMD2<Double>, reach: Double, colour: (SIMD2<Double>) -> SIMD3<Double>?)
    {
        guard isNear(centre) else { return }
        for row in Int(centre.y - reach)...Int(centre.y + reach) {
            for column in Int(centre.x - reach)...Int(centre.x + reach) {
                if let colour = colour(SIMD2(Double(column) + 0.5, Double(row) + 0.5)) { set(column, row, colour) }
            }
        }
    }

    /// Whether a mark there may be seen. Beside the preview's camera, places are as far away as numbers go, or none.
    private func isNear(_ place: SIMD2<Double>) -> Bool {
        let reach = -100.0...1e5
        return reach.contains(place.x) && reach.contains(place.y)
    }

    private mutating func set(_ column: Int, _ row: Int, _ colour: SIMD3<Double>) {
        guard (0..<image.width).contains(column), (0..<image.height).contains(row) else { return }
        image[column, row] = SIMD4(UInt8(colour.x), UInt8(colour.y), UInt8(colour.z), 255)
    }

    private static let font: [[Int]] = [
        [7, 5, 5, 5, 7], [2, 6, 2, 2, 7], [7, 1, 7, 4, 7], [7, 1, 3, 1, 7], [5, 5, 7, 1, 1],
        [7, 4, 7, 1, 7], [7, 4, 7, 5, 7], [7, 1, 2, 2, 2], [7, 5, 7, 5, 7], [7, 5, 7, 1, 7],
    ]
}
