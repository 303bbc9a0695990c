/// Halves an image's height, after its width: lines go in from the top, each second one brings a row of the smaller image.
///
/// Each pixel is a weighted mean of eight by eight, in linear light. Three lines above the image and as many below are used up; who
/// hands them in decides how the image continues.
struct RowHalver: Sendable {
    static let margin = 3
    private static let taps = 8

    /// The last lines, oldest first.
    private var lines: [LightRow] = []

    /// - Parameter line: a row of half the width (`LightRow.halvedAlong`).
    /// - Returns: a row of the smaller image, when it is complete.
    mutating func add(_ line: LightRow, using instructionSet: InstructionSet) -> LightRow? {
        lines.append(line)
        guard lines.count == Self.taps else { return nil }
        defer { lines.removeFirst(2) }
        let count = line.samples.count
        let samples = unsafe [Int16](unsafeUninitializedCapacity: count) { result, initialized in
            guard let result = result.baseAddress else { return }
            unsafe lines[...].withPointers { rows in
                unsafe instructionSet.halveRows(rows, count: count, into: result)
            }
            initialized = count
        }
        return LightRow(width: line.width, samples: samples)
    }
}
