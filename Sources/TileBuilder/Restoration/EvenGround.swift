internal import Resampling

/// What a picture's brightness is like at large, in squares: its medians, and how far pixels are from them.
struct EvenGround {
    private let blockSize: Int
    private let width: Int
    private let columns: Int
    private let rows: Int
    /// Grey levels, by square.
    private let middles: [Float]
    private let deviations: [Float]

    init(_ picture: PictureLevel, blockSize: Int) {
        self.blockSize = blockSize
        width = picture.width
        (columns, rows) = ((picture.width + blockSize - 1) / blockSize, (picture.height + blockSize - 1) / blockSize)
        var (middles, deviations): ([Float], [Float]) = ([], [])
        for row in 0..<rows {
            let height = min(blockSize, picture.height - row * blockSize)
            let samples = picture.deepSamples(
                in: PixelRegion(column: 0, row: row * blockSize, width: width, height: height)
            )
            for column in 0..<columns {
                var histogram = [Int](repeating: 0, count: 256)
                let places = column * blockSize..<min((column + 1) * blockSize, width)
                for y in 0..<height { for x in places { histogram[Int(grayLevel(samples, 4 * (y * width + x)))] += 1 } }
                let middle = middleLevel(histogram)
                var distances = [Int](repeating: 0, count: 256)
                for (level, count) in histogram.enumerated() { distances[abs(level - middle)] += count }
                middles.append(Float(middle))
                deviations.append(Float(middleLevel(distances)))
            }
        }
        (self.middles, self.deviations) = (middles, deviations)
    }

    /// By column of a row, the ground's grey level, and how far from it a pixel has to be to stand out.
    func line(_ row: Int) -> (middle: [Float], least: [Float]) {
        func place(_ pixel: Int, _ count: Int) -> (Int, Int, Float) {
            let position = (Float(pixel) + 0.5) / Float(blockSize) - 0.5
            let first = min(max(Int(position.rounded(.down)), 0), count - 1)
            return (first, min(first + 1, count - 1), min(max(position - Float(first), 0), 1))
        }
        let (above, below, down) = place(row, rows)
        let mixed = (0..<columns).map { column in
            let (one, other) = (above * columns + column, below * columns + column)
            return (
                middles[one] * (1 - down) + middles[other] * down, max(deviations[one], deviations[other])
            )
        }
        var (middle, least): ([Float], [Float]) = ([], [])
        middle.reserveCapacity(width)
        least.reserveCapacity(width)
        for column in 0..<width {
            let (left, right, across) = place(column, columns)
            middle.append(mixed[left].0 * (1 - across) + mixed[right].0 * across)
            least.append(4 * 1.4826 * max(mixed[left].1, mixed[right].1))
        }
        return (middle, least)
    }
}

/// The level that half of the counted lie below.
private func middleLevel(_ histogram: [Int]) -> Int {
    let half = histogram.reduce(0, +) / 2
    var sum = 0
    for (level, count) in histogram.enumerated() {
        sum += count
        if sum > half { return level }
    }
    return 255
}
