/// Halves an image row by row, in linear light: rows go in from the top, each second one brings a row of the smaller image.
///
/// Each pixel is a weighted mean of eight by eight. Rows carry a margin of three pixels at either end, and the image one of
/// three rows above and below, which are used up; who hands them in decides how the image continues.
struct RowHalver {
    static let margin = 3
    private static let taps = 8

    /// Pixels of a row handed out.
    let width: Int
    /// Of the last rows, halved in width, oldest first.
    private var lines: [[Int16]] = []
    /// Memory of lines no longer needed.
    private var spare: [[Int16]] = []

    /// - Parameter width: pixels of the smaller image.
    init(width: Int) {
        precondition(width > 0)
        self.width = width
    }

    /// - Parameter row: 2 · width + 2 · margin pixels of four samples.
    /// - Returns: a row of the smaller image, four samples a pixel, when it is complete.
    mutating func add(_ row: [Int16], using instructionSet: InstructionSet) -> [Int16]? {
        precondition(row.count == (2 * width + 2 * Self.margin) * 4)
        let padded = (width * 4 + InstructionSet.sampleStep - 1) / InstructionSet.sampleStep * InstructionSet.sampleStep
        var line = spare.popLast() ?? [Int16](repeating: 0, count: padded)
        unsafe line.withUnsafeMutableBufferPointer { line in
            unsafe row.withUnsafeBufferPointer { row in
                guard let row = row.baseAddress, let line = line.baseAddress else { return }
                unsafe instructionSet.halveRow(row, count: width, into: line)
            }
        }
        lines.append(line)
        guard lines.count == Self.taps else { return nil }
        let halved = mean(count: padded, using: instructionSet)
        spare += lines.prefix(2)
        lines.removeFirst(2)
        return halved
    }

    private func mean(count: Int, using instructionSet: InstructionSet) -> [Int16] {
        unsafe [Int16](unsafeUninitializedCapacity: count) { result, initialized in
            guard let result = result.baseAddress else { return }
            unsafe withPointers(lines[...], []) { rows in
                unsafe instructionSet.halveRows(rows, count: count, into: result)
            }
            // Safe: the rows were as long as `count`; what fills the last vector is left out.
            initialized = width * 4
        }
    }
}

/// Pointers to several arrays at once.
private func withPointers(
    _ arrays: ArraySlice<[Int16]>,
    _ pointers: [UnsafePointer<Int16>],
    _ body: ([UnsafePointer<Int16>]) -> Void
) {
    guard let first = arrays.first else { return unsafe body(pointers) }
    unsafe first.withUnsafeBufferPointer { first in
        guard let first = first.baseAddress else { return }
        unsafe withPointers(arrays.dropFirst(), pointers + [first], body)
    }
}
