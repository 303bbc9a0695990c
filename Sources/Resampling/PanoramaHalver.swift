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
        let margin = RowHalver.margin
        var rows = rows
        let (north, south) = (rows.prefix(margin), rows.suffix(margin))
        if first + rows.count == height { rows += south.reversed().map { $0.halfTurned() } }
        if first == 0 { rows = north.reversed().map { $0.halfTurned() } + rows }
        return rows.map { $0.halvedAlong(using: instructionSet) }
    }
}
