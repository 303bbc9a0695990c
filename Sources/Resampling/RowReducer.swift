/// Brings part of a circular row to fewer pixels, anti-aliased: Lanczos 3 stretched by the ratio.
struct RowReducer: Sendable {
    /// The pixels made, by their numbers; they may go beyond either end of the row.
    let columns: Range<Int>
    /// The pixels read, by theirs.
    let source: Range<Int>
    private let tapCount: Int
    private let firsts: [Int32]
    private let weights: [Int16]

    /// Of the filter for distances 0...3, 1024 a pixel.
    private static let filter = (0...3 * 1024).map { ResamplingFilter.lanczos3.weight(Double($0) / 1024) }

    /// - Parameters:
    ///   - width: pixels of a whole turn now.
    ///   - target: pixels of a whole turn then.
    init(width: Int, target: Int, columns: Range<Int>) {
        let ratio = Double(width) / Double(target)
        let reach = 3 * ratio
        tapCount = (Int(2 * reach) + 1 + 3) / 4 * 4
        var firsts: [Int] = []
        var weights: [Int16] = []
        for column in columns {
            let centre = (Double(column) + 0.5) * ratio - 0.5
            let first = Int((centre - reach).rounded(.down)) + 1
            firsts.append(first)
            weights += wholeWeights(
                (first..<first + tapCount).map { tap in
                    let distance = abs(Double(tap) - centre) / ratio * 1024
                    return distance < 3 * 1024 ? Self.filter[Int(distance + 0.5)] : 0
                }
            )
        }
        let start = firsts.first ?? 0
        source = start..<(firsts.last ?? 0) + tapCount
        self.firsts = firsts.map { Int32($0 - start) }
        self.weights = weights
        self.columns = columns
    }

    /// - Parameters:
    ///   - row: the pixels of `source`.
    ///   - output: receives those of `columns`.
    func reduce(
        _ row: UnsafeRawPointer,
        depth: SampleDepth,
        using instructionSet: InstructionSet,
        into output: UnsafeMutableRawPointer
    ) {
        unsafe firsts.withUnsafeBufferPointer { firsts in
            unsafe weights.withUnsafeBufferPointer { weights in
                guard let weights = weights.baseAddress else { return }
                unsafe instructionSet.reduce(
                    row, depth: depth, firsts: firsts, weights: weights, tapCount: tapCount, into: output
                )
            }
        }
    }
}
