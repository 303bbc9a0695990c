/// Brings a circular row, or part of it, to fewer pixels, anti-aliased: the filter `lanczos3` stretched by the ratio.
struct RowReducer: Sendable {
    /// Pixels of a whole turn now, and then.
    let width: Int
    let target: Int
    /// A multiple of 4.
    private let tapCount: Int
    /// For each pixel of a turn the first that it is made of.
    private let firsts: [Int32]
    /// For each pixel of a block; the next block has the same.
    private let weights: [Int16]
    private let block: Int

    /// Pixels of a block, or it is not worth a call of the kernel.
    private static let fewest = 256

    /// Of the filter for distances 0...3, 1024 a pixel.
    private static let filter = (0...3 * 1024).map { ResamplingFilter.lanczos3.weight(Double($0) / 1024) }

    init(width: Int, target: Int) {
        self.width = width
        self.target = target
        let ratio = Double(width) / Double(target)
        let reach = 3 * ratio
        let tapCount = (Int(2 * reach) + 1 + 3) / 4 * 4
        self.tapCount = tapCount
        // Where the ratio is that of small whole numbers, the same weights come again and again.
        let period = target / greatestCommonDivisor(width, target)
        let centres = (0..<target).map { (Double($0) + 0.5) * ratio - 0.5 }
        let firsts = centres.map { Int32(($0 - reach).rounded(.down)) + 1 }
        var weights: [Int16] = []
        for column in 0..<period {
            weights += wholeWeights(
                (0..<tapCount).map { tap in
                    let distance = abs(Double(Int(firsts[column]) + tap) - centres[column]) / ratio * 1024
                    return distance < 3 * 1024 ? Self.filter[Int(distance + 0.5)] : 0
                }
            )
        }
        let repeats = min(target / period, max(1, Self.fewest / period))
        let once = weights
        for _ in 1..<repeats { weights += once }
        block = repeats * period
        self.firsts = (0..<target).map { firsts[$0 % period] + Int32($0 / period * (width / (target / period))) }
        self.weights = weights
    }

    /// The pixels that some are made of. All may go beyond the ends of a turn.
    func source(of columns: Range<Int>) -> Range<Int> {
        first(columns.lowerBound)..<first(columns.upperBound - 1) + tapCount
    }

    private func first(_ column: Int) -> Int {
        let turns = Int((Double(column) / Double(target)).rounded(.down))
        return Int(firsts[column - turns * target]) + turns * width
    }

    /// - Parameters:
    ///   - columns: the pixels to make.
    ///   - row: where pixel 0 of a turn lies, or would lie; `source(of: columns)` must be there.
    ///   - output: receives `columns`, deep.
    func reduce(
        _ columns: Range<Int>,
        of row: UnsafeRawPointer,
        depth: SampleDepth,
        using instructionSet: InstructionSet,
        into output: UnsafeMutablePointer<Int16>
    ) {
        var column = columns.lowerBound
        while column < columns.upperBound {
            let turns = Int((Double(column) / Double(target)).rounded(.down))
            let start = column - turns * target
            let end = min(target, start + columns.upperBound - column, (start / block + 1) * block)
            unsafe firsts.withUnsafeBufferPointer { firsts in
                unsafe weights.withUnsafeBufferPointer { weights in
                    guard let weights = weights.baseAddress else { return }
                    unsafe instructionSet.reduce(
                        row + turns * width * depth.bytesPerPixel,
                        depth: depth,
                        firsts: UnsafeBufferPointer(rebasing: firsts[start..<end]),
                        weights: weights + start % block * tapCount,
                        tapCount: tapCount,
                        into: output + (column - columns.lowerBound) * 4
                    )
                }
            }
            column += end - start
        }
    }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
}
