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

    /// - Parameter row: in linear light, `width` pixels of four samples and `RowHalver.margin` more on either side.
    /// - Returns: the halved rows that are complete, none or some.
    mutating func add(_ row: [Int16], using instructionSet: InstructionSet) -> [[Int16]] {
        recent.append(row)
        if isStarted {
            recent.removeFirst()
            return [halver.add(row, using: instructionSet)].compactMap(\.self)
        }
        guard recent.count == RowHalver.margin else { return [] }
        isStarted = true
        let before = recent.reversed().map { halfTurned($0) }
        return (before + recent).compactMap { halver.add($0, using: instructionSet) }
    }

    /// - Returns: the rows still missing after the last one went in.
    mutating func finish(using instructionSet: InstructionSet) -> [[Int16]] {
        recent.reversed().compactMap { halver.add(halfTurned($0), using: instructionSet) }
    }

    /// As the row goes on beyond the pole: seen from the other side.
    private func halfTurned(_ row: [Int16]) -> [Int16] {
        let margin = RowHalver.margin
        let pixels = row[margin * 4..<(margin + width) * 4]
        let turned = Array(
            pixels[(margin + width / 2) * 4..<(margin + width) * 4] + pixels[margin * 4..<(margin + width / 2) * 4]
        )
        return turned.suffix(margin * 4) + turned + turned.prefix(margin * 4)
    }
}
