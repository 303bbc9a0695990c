private import Synchronization

/// How a panorama is thinned out towards a pole: there its columns crowd, and a face that read only some of them would show
/// patterns that are not in the picture. Ring after ring of rows is brought to fewer columns, four times until they are half as many.
package final class PolarRings: Sendable {
    /// Columns of each ring; the first is the panorama itself.
    let widths: [Int]
    /// Rows from the pole at which a ring begins; the panorama itself has none before it.
    private let ends: [Double]
    private let arrangement: RowArrangement
    /// Made when first needed; many tiles share them.
    private let reducers = Mutex<[Int: CircleReducer]>([:])

    /// Fewer columns hold no picture.
    private static let least = 8

    /// - Parameters:
    ///   - width, height: of the panorama.
    ///   - faceSize: texels a side of the face that is read from it.
    ///   - arrangement: of the panorama's rows.
    package init(width: Int, height: Int, faceSize: Int, arrangement: RowArrangement = .pixels) {
        self.arrangement = arrangement
        var widths = [width]
        var ends: [Double] = []
        for target in Self.targets(width: width) {
            widths.append(target)
            // A texel at the angle θ from the pole spans 2 / size · cot θ radians of yaw, a column 2π / width.
            let minification = Double(width) / Double(target)
            let tangent = Double(width) / (Double.pi * Double(faceSize) * minification)
            ends.append(Double(arcTangent(tangent)) * Double(height) / Double.pi)
        }
        self.widths = widths
        self.ends = ends
    }

    /// Seven, six, five and four eighths, and so on: in ratios of small numbers the same weights come again. All can be divided into
    /// quarter turns.
    private static func targets(width: Int) -> [Int] {
        (0...).lazy.map { ring in ((7 - ring % 4) * width) >> (3 + ring / 4) & ~3 }.prefix { $0 >= least }.map(
            \.self
        )
    }

    /// The ring for pixels between a row and the next.
    ///
    /// - Parameter row: counted from the pole, the first is 0; beyond the pole negative.
    func ring(row: Int) -> Int {
        let distance = abs(Double(row) + 1)
        return ends.firstIndex { distance > $0 } ?? ends.count
    }

    /// What brings rows of the panorama to a ring's columns.
    func reducer(ring: Int) -> CircleReducer {
        reducers.withLock { reducers in
            if let reducer = reducers[ring] { return reducer }
            let reducer = CircleReducer(width: widths[0], target: widths[ring], arrangement: arrangement)
            reducers[ring] = reducer
            return reducer
        }
    }
}

/// Of 0 or more; decides no more than where rings begin, so the kernels' precision is enough.
private func arcTangent(_ x: Double) -> Float {
    x <= 1 ? arcTangentOfUnit(Float(x)) : Float.pi / 2 - arcTangentOfUnit(Float(1 / x))
}
