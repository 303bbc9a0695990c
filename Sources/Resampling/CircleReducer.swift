/// Brings part of the circle that a row is to fewer pixels, in one step or, where very many pixels become one, in several.
struct CircleReducer: Sendable {
    private let stages: [RowReducer]

    /// Beyond this ratio the weights of a single step would be too small for their 14 bits.
    private static let mostAtOnce = 16
    /// A step leaves twice the columns that the next needs at least, so that nothing wanted is lost on the way.
    private static let stepRatio = 8

    /// - Parameters:
    ///   - width: pixels of a whole turn.
    ///   - target: pixels of a whole turn afterwards.
    init(width: Int, target: Int) {
        var widths = [width]
        while let last = widths.last, last > target * Self.mostAtOnce { widths.append(last / Self.stepRatio) }
        stages = zip(widths, widths.dropFirst() + [target]).map { RowReducer(width: $0, target: $1) }
    }

    /// - Parameters:
    ///   - columns: the pixels to make, by their numbers, which may go beyond the turn's ends.
    ///   - row: the first pixel of a row, `RowBlock.margin` more on either side.
    ///   - output: receives `columns`.
    ///   - scratch: memory to work in, kept from row to row.
    func reduce(
        _ columns: Range<Int>,
        of row: UnsafeRawPointer,
        depth: SampleDepth,
        using instructionSet: InstructionSet,
        into output: UnsafeMutableRawPointer,
        scratch: inout [UInt8]
    ) {
        let size = depth.bytesPerPixel
        var wholeTurn: [UInt8] = []
        for (index, stage) in stages.enumerated() {
            let isLast = index == stages.count - 1
            let wanted = isLast ? columns : 0..<stage.target
            let source = stage.source(of: wanted)
            if index == 0, source.lowerBound >= -RowBlock.margin, source.upperBound <= stage.width + RowBlock.margin {
                unsafe run(stage, wanted, row, depth, instructionSet, isLast ? output : nil, &wholeTurn)
                continue
            }
            if index == 0 {
                unsafe unwrap(row, size, source, turn: stage.width, into: &scratch)
            } else {
                unsafe wholeTurn.withUnsafeBytes { line in
                    if let line = line.baseAddress {
                        unsafe unwrap(line, size, source, turn: stage.width, into: &scratch)
                    }
                }
            }
            unsafe scratch.withUnsafeBytes { line in
                guard let line = line.baseAddress else { return }
                unsafe run(
                    stage,
                    wanted,
                    line - source.lowerBound * size,
                    depth,
                    instructionSet,
                    isLast ? output : nil,
                    &wholeTurn
                )
            }
        }
    }

    /// One stage: into `output`, or where there is none yet into `line`.
    private func run(
        _ stage: RowReducer,
        _ columns: Range<Int>,
        _ row: UnsafeRawPointer,
        _ depth: SampleDepth,
        _ instructionSet: InstructionSet,
        _ output: UnsafeMutableRawPointer?,
        _ line: inout [UInt8]
    ) {
        if let output = unsafe output {
            unsafe stage.reduce(columns, of: row, depth: depth, using: instructionSet, into: output)
            return
        }
        line = [UInt8](repeating: 0, count: columns.count * depth.bytesPerPixel)
        unsafe line.withUnsafeMutableBytes { line in
            guard let line = line.baseAddress else { return }
            unsafe stage.reduce(columns, of: row, depth: depth, using: instructionSet, into: line)
        }
    }

    /// Pixels of a circle one after the other, as far as they may go beyond its ends.
    private func unwrap(
        _ pixels: UnsafeRawPointer,
        _ size: Int,
        _ wanted: Range<Int>,
        turn: Int,
        into line: inout [UInt8]
    ) {
        if line.count < wanted.count * size { line = [UInt8](repeating: 0, count: wanted.count * size) }
        unsafe line.withUnsafeMutableBytes { line in
            var column = wanted.lowerBound
            while column < wanted.upperBound {
                let from = (column % turn + turn) % turn
                let count = min(wanted.upperBound - column, turn - from)
                let place = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: line[((column - wanted.lowerBound) * size)...]
                )
                unsafe place.copyMemory(from: UnsafeRawBufferPointer(start: pixels + from * size, count: count * size))
                column += count
            }
        }
    }
}
