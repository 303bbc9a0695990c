internal import Resampling

extension PictureLevel {
    /// All rows, so many at a time.
    func bands(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: height, by: count).map { $0..<min($0 + count, height) }
    }

    /// Changes some rows in place: deep samples, four a pixel.
    func change(_ rows: Range<Int>, _ change: (inout [UInt16]) -> Void) {
        let region = PixelRegion(column: 0, row: rows.lowerBound, width: width, height: rows.count)
        var samples = deepSamples(in: region)
        change(&samples)
        setDeepSamples(in: region, to: samples)
    }
}

/// How often each grey level occurs in some rows, for red, green and blue.
func histograms(_ picture: PictureLevel, _ rows: Range<Int>) -> [[Int]] {
    var histograms = Array(repeating: [Int](repeating: 0, count: 256), count: 3)
    let region = PixelRegion(column: 0, row: rows.lowerBound, width: picture.width, height: rows.count)
    let samples = picture.deepSamples(in: region)
    for channel in 0..<3 {
        for at in stride(from: channel, to: samples.count, by: 4) { histograms[channel][Int(samples[at]) >> 6] += 1 }
    }
    return histograms
}
