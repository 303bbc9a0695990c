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

/// How often each grey level occurs in some rows.
///
/// - Parameter level: 0...255, of the pixel whose deep samples begin at an index.
func histogram(_ picture: PictureLevel, _ rows: Range<Int>, of level: ([UInt16], Int) -> UInt8) -> [Int] {
    var histogram = [Int](repeating: 0, count: 256)
    let region = PixelRegion(column: 0, row: rows.lowerBound, width: picture.width, height: rows.count)
    let samples = picture.deepSamples(in: region)
    for at in stride(from: 0, to: samples.count, by: 4) { histogram[Int(level(samples, at))] += 1 }
    return histogram
}

/// Of equally long lists, number by number.
func sum(_ histograms: [[Int]]) -> [Int] {
    histograms.reduce([Int](repeating: 0, count: 256)) { sum, part in zip(sum, part).map { $0 + $1 } }
}

/// Of a pixel of deep samples, the largest of its three, 0...255.
func largestLevel(_ samples: [UInt16], _ at: Int) -> UInt8 {
    UInt8(max(samples[at], samples[at + 1], samples[at + 2]) >> 6)
}
