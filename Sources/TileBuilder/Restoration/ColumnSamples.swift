internal import Resampling

/// The light of a picture in rows that are looked at to compare columns: each the mean of some.
struct ColumnSamples {
    private let picture: PictureLevel
    private let rowsPerSample: Int
    let rowCount: Int

    /// More say nothing new.
    private static let most = 288
    /// In light 0...32767: below, the film shows only its fog; above, it is burnt out.
    private static let usable: ClosedRange<Float> = 200...30500

    init(_ picture: PictureLevel) {
        self.picture = picture
        rowsPerSample = (picture.height + Self.most - 1) / Self.most
        rowCount = picture.height / rowsPerSample
    }

    /// By column; not a number where it is not usable.
    func logarithms(_ index: Int) -> [Float] {
        let light = LinearLight.ofDeepSample
        var sums = [Float](repeating: 0, count: picture.width)
        for row in index * rowsPerSample..<(index + 1) * rowsPerSample {
            let samples = picture.deepSamples(in: PixelRegion(column: 0, row: row, width: picture.width, height: 1))
            for column in 0..<picture.width {
                let at = 4 * column
                let (red, green, blue) = (
                    light[Int(samples[at])], light[Int(samples[at + 1])], light[Int(samples[at + 2])]
                )
                sums[column] += 0.2126 * Float(red) + 0.7152 * Float(green) + 0.0722 * Float(blue)
            }
        }
        return sums.map { sum in
            let mean = sum / Float(rowsPerSample)
            return Self.usable.contains(mean) ? Float(naturalLogarithm(Double(mean))) : .nan
        }
    }
}
