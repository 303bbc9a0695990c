/// Halves a full panorama row by row, from the top. It has no edges: rows go on round the circle, and over the poles.
struct PanoramaHalver: Sendable {
    private let height: Int
    private var halver = RowHalver()
    private var rowsAdded = 0

    /// - Parameter height: rows that go in, at least `RowHalver.margin`.
    init(height: Int) {
        precondition(height >= RowHalver.margin)
        self.height = height
    }

    /// - Parameter lines: some rows in their order, as `lines(of:from:height:using:)` makes them.
    /// - Returns: the halved rows that are complete.
    mutating func add(_ lines: [LightRow], using instructionSet: InstructionSet) -> [LightRow] {
        lines.compactMap { halver.add($0, using: instructionSet) }
    }

    /// Rows halved along themselves, and before the first row of a panorama and after its last those beyond the poles.
    ///
    /// - Parameters:
    ///   - rows: consecutive; at a pole at least `RowHalver.margin`.
    ///   - first: the number of the first one.
    ///   - height: of the panorama.
    static func lines(
        of rows: [LightRow],
        from first: Int,
        height: Int,
        using instructionSet: InstructionSet
    ) -> [LightRow] {
        closedOverPoles(rows, from: first, height: height).map { $0.halvedAlong(using: instructionSet) }
    }

    /// Consecutive rows, before the first one of a panorama and after its last with those beyond the poles. Of rows that are halved
    /// along themselves already the same, where their width is even.
    static func closedOverPoles(_ rows: [LightRow], from first: Int, height: Int) -> [LightRow] {
        let margin = RowHalver.margin
        let north = first == 0 ? rows.prefix(margin).reversed().map { $0.halfTurned() } : []
        let south = first + rows.count == height ? rows.suffix(margin).reversed().map { $0.halfTurned() } : []
        return north + rows + south
    }
}
