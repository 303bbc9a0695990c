/// From where to where a print reaches down a card.
struct CardHeight {
    private(set) var rows: Range<Int>

    private let scan: CardScan
    private let columns: Range<Int>
    private let lines: CardLines
    /// By row, how much of it has the colour of the mount.
    private let shares: [Float]

    /// - Parameters:
    ///   - columns: of the print.
    ///   - mount: nil where the picture shows none beside the prints.
    init(in scan: CardScan, columns: Range<Int>, mount: MountColour?) {
        self.scan = scan
        self.columns = columns
        lines = CardLines(level: scan.gray, columns: columns)
        shares = (0..<scan.height).map { row in
            guard let mount else { return 0 }
            let count = columns.count { mount.matches(scan.colours[row * scan.width + $0]) }
            return Float(count) / Float(columns.count)
        }
        rows = 0..<scan.height
        let (top, bottom) = (edge(fromTop: true), edge(fromTop: false))
        rows = top..<max(top + 1, bottom)
    }

    /// The first row of the print, or the one after its last.
    private func edge(fromTop: Bool) -> Int {
        let height = scan.height
        let shares = fromTop ? shares : shares.reversed()
        /// Lines between rows, counted from outside.
        func line(_ place: Int) -> CardLines.Line { lines.lines[fromTop ? place : height - place] }
        func strongest(_ places: Range<Int>) -> Int? {
            places.clamped(to: 1..<height).max { line($0).strength < line($1).strength }
        }
        let (few, more) = (max(2, height / 200), max(3, height / 100))
        var place = 0
        if let mount = firstRun(of: few, in: shares, within: 0..<height * 2 / 5, where: { $0 >= 0.6 }),
            let print = firstRun(of: more, in: shares, within: mount + few..<height / 2, where: { $0 < 0.5 })
        {
            // A sky as bright as the mount begins at a line all the same; a rule that is printed about it has mount on both sides.
            let early = (mount + more..<print + more).first { place in
                line(place).strength >= 0.12 && strongest(place - more..<place + more) == place
                    && isStep(fromTop ? place : height - place, reach: more)
            }
            let near = strongest(print - more..<print + more).flatMap { line($0).strength >= 0.1 ? $0 : nil }
            place = early ?? near ?? print
        } else if let edge = strongest(1..<height / 8), line(edge).strength >= 0.4, isEven(outside: edge, fromTop) {
            place = edge
        }
        guard place > 0 else { return fromTop ? 0 : height }
        let lean = Int((abs(line(place).slope) * Float(columns.count) / 2).rounded(.up))
        let trimmed = place + lean + CardSides.trim(height)
        return fromTop ? trimmed : height - trimmed
    }

    /// Whether the picture stays as bright beyond a line as it becomes there.
    private func isStep(_ place: Int, reach: Int) -> Bool {
        func mean(_ rows: Range<Int>) -> Float {
            let rows = rows.clamped(to: 0..<scan.height)
            let sum = rows.reduce(Float(0)) { sum, row in sum + columns.reduce(Float(0)) { $0 + scan.gray[$1, row] } }
            return rows.isEmpty ? 0 : sum / Float(rows.count * columns.count)
        }
        let change = mean(place + 2..<place + 2 + reach) - mean(place - 2 - reach..<place - 2)
        return abs(change) >= abs(lines.lines[place].step) / 2
    }

    /// Whether nothing is to be seen from the picture's edge to a line.
    private func isEven(outside place: Int, _ fromTop: Bool) -> Bool {
        let count = max(1, place - 2)
        let rows = fromTop ? 0..<count : scan.height - count..<scan.height
        let values = rows.flatMap { row in columns.map { scan.gray[$0, row] } }
        let middle = median(values)
        return quantile(values.map { abs($0 - middle) }, 0.9) <= 8
    }
}

/// Where so many values in succession first are as wanted.
private func firstRun(
    of count: Int,
    in values: [Float],
    within places: Range<Int>,
    where isWanted: (Float) -> Bool
) -> Int? {
    guard !places.isEmpty else { return nil }
    return places.first { place in
        place + count <= values.count && values[place..<place + count].allSatisfy(isWanted)
    }
}
