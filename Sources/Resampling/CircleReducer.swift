/// Brings part of the circle that a row is to fewer pixels, in one step or, where very many pixels become one, in several.
struct CircleReducer: Sendable {
    private let stages: [RowReducer]
    private let arrangement: RowArrangement

    /// Beyond this ratio the weights of a single step would be too small for their 14 bits.
    private static let mostAtOnce = 16
    /// A step leaves twice the columns that the next needs at least, so that nothing wanted is lost on the way.
    private static let stepRatio = 8

    /// - Parameters:
    ///   - width: columns of a whole turn, a multiple of those that a pixel has.
    ///   - target: columns of a whole turn afterwards, likewise.
    init(width: Int, target: Int, arrangement: RowArrangement) {
        let columns = arrangement.columnsPerPixel
        precondition(width % columns == 0 && target % columns == 0)
        self.arrangement = arrangement
        let target = target / columns
        var widths = [width / columns]
        while let last = widths.last, last > target * Self.mostAtOnce { widths.append(last / Self.stepRatio) }
        stages = zip(widths, widths.dropFirst() + [target]).map { RowReducer(width: $0, target: $1) }
    }

    /// - Parameters:
    ///   - columns: the pixels to make, by their numbers, which may go beyond the turn's ends.
    ///   - row: the first pixel of a row, `RowBlock.margin` more on either side.
    ///   - output: receives `columns`, deep.
    func reduce(
        _ columns: Range<Int>,
        of row: UnsafeRawPointer,
        depth: SampleDepth,
        using instructionSet: InstructionSet,
        into output: UnsafeMutablePointer<Int16>
    ) {
        let circle = unsafe Circle(pixels: row, margin: RowBlock.margin, depth: depth)
        unsafe reduce(columns, of: circle, by: stages[...], using: instructionSet, into: output)
    }

    /// The pixels of a whole turn, and as many as `margin` on either side.
    @unsafe private struct Circle {
        let pixels: UnsafeRawPointer
        let margin: Int
        let depth: SampleDepth
    }

    private func reduce(
        _ columns: Range<Int>,
        of circle: Circle,
        by stages: ArraySlice<RowReducer>,
        using instructionSet: InstructionSet,
        into output: UnsafeMutablePointer<Int16>
    ) {
        guard let stage = stages.first else { return }
        guard stages.count > 1 else {
            return unsafe reduce(columns, of: circle, by: stage, using: instructionSet, into: output)
        }
        var turn = [Int16](repeating: 0, count: stage.target * 4)
        unsafe turn.withUnsafeMutableBufferPointer { turn in
            guard let turn = turn.baseAddress else { return }
            unsafe reduce(0..<stage.target, of: circle, by: stage, using: instructionSet, into: turn)
        }
        unsafe turn.withUnsafeBytes { turn in
            guard let turn = turn.baseAddress else { return }
            let circle = unsafe Circle(pixels: turn, margin: 0, depth: .deep)
            unsafe reduce(columns, of: circle, by: stages.dropFirst(), using: instructionSet, into: output)
        }
    }

    private func reduce(
        _ columns: Range<Int>,
        of circle: Circle,
        by stage: RowReducer,
        using instructionSet: InstructionSet,
        into output: UnsafeMutablePointer<Int16>
    ) {
        let source = stage.source(of: columns)
        let margin = unsafe circle.margin
        if source.lowerBound >= -margin, source.upperBound <= stage.width + margin {
            let (pixels, depth) = unsafe (circle.pixels, circle.depth)
            return unsafe stage.reduce(columns, of: pixels, depth: depth, using: instructionSet, into: output)
        }
        let line = unsafe unwrapped(circle, source, turn: stage.width)
        unsafe line.withUnsafeBytes { line in
            guard let line = line.baseAddress else { return }
            let depth = unsafe circle.depth
            let first = unsafe line - source.lowerBound * depth.bytesPerPixel
            unsafe stage.reduce(columns, of: first, depth: depth, using: instructionSet, into: output)
        }
    }

    /// Pixels of a circle one after the other, however far they go beyond its ends.
    private func unwrapped(_ circle: Circle, _ wanted: Range<Int>, turn: Int) -> [UInt8] {
        let size = unsafe circle.depth.bytesPerPixel
        return unsafe [UInt8](unsafeUninitializedCapacity: wanted.count * size) { line, initialized in
            guard let start = UnsafeMutableRawBufferPointer(line).baseAddress else { return }
            unsafe copyCircle(wanted, of: circle.pixels, width: turn, circle.depth, arrangement, to: start)
            initialized = wanted.count * size
        }
    }
}
