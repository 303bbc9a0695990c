/// Halves a full panorama row by row, from the top. It has no edges: rows go on round the circle, and over the poles.
struct PanoramaHalver {
    /// Pixels of a row that goes in.
    private let width: Int
    private var halver: RowHalver
    /// The first rows until there are enough, then the last ones.
    private var recent: [[Int16]] = []
    private var isStarted = false

    /// - Parameter width: even.
    init(width: Int) {
        precondition(width % 2 == 0)
        self.width = width
        halver = RowHalver(width: width / 2)
    }

    /// - Parameter row: in linear light, `width` pixels of four samples.
    /// - Returns: the halved rows that are complete, none or some.
    mutating func add(_ row: [Int16], using instructionSet: InstructionSet) -> [[Int16]] {
        recent.append(row)
        if isStarted {
            recent.removeFirst()
            return [halver.add(margined(row, turnedBy: 0), using: instructionSet)].compactMap(\.self)
        }
        guard recent.count == RowHalver.margin else { return [] }
        isStarted = true
        let before = recent.reversed().map { margined($0, turnedBy: width / 2) }
        return (before + recent.map { margined($0, turnedBy: 0) }).compactMap { halver.add($0, using: instructionSet) }
    }

    /// - Returns: the rows still missing after the last one went in.
    mutating func finish(using instructionSet: InstructionSet) -> [[Int16]] {
        recent.reversed().compactMap { halver.add(margined($0, turnedBy: width / 2), using: instructionSet) }
    }

    private func margined(_ row: [Int16], turnedBy shift: Int) -> [Int16] {
        let margin = RowHalver.margin
        var result: [Int16] = []
        result.reserveCapacity((width + 2 * margin) * 4)
        var column = (shift - margin + width) % width
        var left = width + 2 * margin
        while left > 0 {
            let count = min(left, width - column)
            result += row[column * 4..<(column + count) * 4]
            left -= count
            column = 0
        }
        return result
    }
}
