/// Reduces part of the circle that a row is, in one step or, where very many pixels become one, in several.
struct CircleReducer {
    private let stages: [RowReducer]
    /// Pixels of a whole turn before each stage.
    private let widths: [Int]
    private let depth: SampleDepth
    private let instructionSet: InstructionSet

    /// Beyond this ratio the weights of a single step would be too small for their 14 bits.
    private static let mostAtOnce = 16
    /// A step leaves twice the columns that the next needs at least, so that nothing wanted is lost on the way.
    private static let stepRatio = 8

    /// - Parameters:
    ///   - width: pixels of a whole turn.
    ///   - target: pixels of a whole turn afterwards.
    ///   - columns: the pixels to make, by their numbers, which may go beyond the turn's ends.
    init(width: Int, target: Int, columns: Range<Int>, depth: SampleDepth, using instructionSet: InstructionSet) {
        self.depth = depth
        self.instructionSet = instructionSet
        var widths = [width]
        while let last = widths.last, last > target * Self.mostAtOnce { widths.append(last / Self.stepRatio) }
        self.widths = widths
        var stages: [RowReducer] = []
        var (wanted, next) = (columns, target)
        for width in widths.reversed() {
            let stage = RowReducer(width: width, target: next, columns: wanted)
            stages.insert(stage, at: 0)
            // A whole turn is enough: beyond it everything comes again.
            wanted = stage.source.count < width ? stage.source : 0..<width
            next = width
        }
        self.stages = stages
    }

    /// - Parameters:
    ///   - row: the first pixel of a row.
    ///   - output: receives the columns wanted.
    ///   - scratch: memory to work in, kept from row to row.
    func reduce(_ row: UnsafeRawPointer, into output: UnsafeMutableRawPointer, scratch: inout [UInt8]) {
        unsafe unwrap(row, 0..<widths[0], to: stages[0].source, turn: widths[0], into: &scratch)
        for (index, stage) in stages.dropLast().enumerated() {
            var line = [UInt8](repeating: 0, count: stage.columns.count * depth.bytesPerPixel)
            unsafe line.withUnsafeMutableBytes { line in
                if let line = line.baseAddress { unsafe reduce(scratch, by: stage, into: line) }
            }
            unsafe line.withUnsafeBytes { line in
                guard let line = line.baseAddress else { return }
                let source = stages[index + 1].source
                unsafe unwrap(line, stage.columns, to: source, turn: widths[index + 1], into: &scratch)
            }
        }
        unsafe reduce(scratch, by: stages[stages.count - 1], into: output)
    }

    private func reduce(_ line: [UInt8], by stage: RowReducer, into output: UnsafeMutableRawPointer) {
        unsafe line.withUnsafeBytes { line in
            guard let line = line.baseAddress else { return }
            unsafe stage.reduce(line, depth: depth, using: instructionSet, into: output)
        }
    }

    /// Pixels of a circle one after the other, as far as they may go beyond its ends.
    ///
    /// - Parameter available: those at `pixels`: all that are wanted, or a whole turn.
    private func unwrap(
        _ pixels: UnsafeRawPointer,
        _ available: Range<Int>,
        to wanted: Range<Int>,
        turn: Int,
        into line: inout [UInt8]
    ) {
        let size = depth.bytesPerPixel
        if line.count < wanted.count * size { line = [UInt8](repeating: 0, count: wanted.count * size) }
        unsafe line.withUnsafeMutableBytes { line in
            var column = wanted.lowerBound
            while column < wanted.upperBound {
                let from = available.contains(column) ? column : (column % turn + turn) % turn
                let count = min(wanted.upperBound - column, available.upperBound - from)
                let place = unsafe UnsafeMutableRawBufferPointer(rebasing: line[((column - wanted.lowerBound) * size)...])
                let source = unsafe pixels + (from - available.lowerBound) * size
                unsafe place.copyMemory(from: UnsafeRawBufferPointer(start: source, count: count * size))
                column += count
            }
        }
    }
}
