extension SeatPlan {
    static let formatVersion = 1
    private static let mostRows = 40
    private static let mostCells = 12

    /// - Throws: all findings, at least one.
    package init(yaml bytes: [UInt8], file: String) throws(TourError) {
        let context = ReadingContext(file: file)
        context.beginning = "begin it with `seats: 1`, as in Tours/SEATS.md"
        let plan = context.decode(bytes).flatMap(context.compose).flatMap { root in
            ValueReader.mapping("plan of seats", SeatPlan.init).read(
                ValueNode(node: root, label: "the file", mark: SourceMark(root), context: context)
            )
        }
        guard let plan, context.sortedFindings.isEmpty else { throw TourError(findings: context.sortedFindings) }
        self = plan
    }

    private init?(_ mapping: inout MappingReader) {
        let version = mapping.required("seats", .version)
        let bus = mapping.optional("bus", .text)
        let rows = mapping.required("rows", Self.rows)
        let blocked = mapping.optional("blocked", ListReader.plain.each(.text)) ?? []
        guard version != nil, let rows else { return nil }
        let cells = rows.map { $0.map(\.cell) }
        let names = Set(SeatPlan(bus: nil, rows: cells, blocked: []).usable)
        for name in blocked where !names.contains(name) {
            mapping.context.report(
                .unknownValue,
                at: mapping.marks["blocked"],
                "`blocked` names '\(abridged(name))', which is no seat in `rows`",
                advice: "correct it, or take it out"
            )
        }
        self.init(bus: bus, rows: cells, blocked: Set(blocked))
    }

    private static var rows: ValueReader<[[PlacedCell]]> {
        ListReader.nonEmpty
            .refusing(
                .outOfRange,
                "with more rows than any bus has",
                advice: "write at most \(mostRows)",
                where: { $0.count > mostRows }
            )
            .each(row)
            .then { rows, list in
                guard let width = rows.first?.count else { return nil }
                for (index, row) in rows.enumerated() where row.count != width {
                    row.first?.node.report(
                        .wrongType,
                        "row \(index + 1) has \(row.count) cells, the first has \(width)",
                        advice: "give all rows the same number; `.` stands for nothing"
                    )
                }
                refuseTwins(rows.joined())
                let isNone = rows.joined().allSatisfy { if case .seat = $0.cell { false } else { true } }
                if isNone {
                    list.report(.emptyList, "`rows` has no seat", advice: "name the seats, as in `1A 1B | 1C 1D`")
                }
                return rows
            }
    }

    private static var row: ValueReader<[PlacedCell]> {
        ValueReader<String>.text.then { text, node in
            let words = text.split(whereSeparator: \.isWhitespace)
            guard words.count <= mostCells else {
                node.report(
                    .outOfRange,
                    "\(node.label) has \(words.count) cells",
                    advice: "write at most \(mostCells), with a space between any two"
                )
                return nil
            }
            let cells = words.map { PlacedCell(String($0), node) }
            return cells.contains { $0 == nil } ? nil : cells.compactMap(\.self)
        }
    }

    private static func refuseTwins(_ cells: some Sequence<PlacedCell>) {
        var first: [String: ValueNode] = [:]
        for placed in cells {
            guard case .seat(let name) = placed.cell else { continue }
            guard let earlier = first.updateValue(first[name] ?? placed.node, forKey: name) else { continue }
            placed.node.report(
                .duplicateID,
                "the seat '\(name)' stands in line \(earlier.mark.line) already",
                advice: "give each seat a name of its own"
            )
        }
    }
}

/// A cell, and the row in which it stands.
private struct PlacedCell {
    let cell: SeatPlan.Cell
    let node: ValueNode

    /// `nil`, with a finding, where the word is none.
    init?(_ word: String, _ node: ValueNode) {
        self.node = node
        switch word {
        case "|": cell = .aisle
        case ".": cell = .nothing
        case "door": cell = .door
        case "driver": cell = .driver
        case "wc": cell = .toilet
        case _ where Self.isName(word): cell = .seat(word)
        default:
            node.report(
                .unknownValue,
                "\(node.label) has '\(abridged(word))' in it, which is no cell",
                advice: "write a seat's name of at most 4 letters and digits, `|` for the aisle, `.` for nothing, "
                    + "`door`, `driver` or `wc`, with spaces between"
            )
            return nil
        }
    }

    /// Letters and digits of ASCII alone: names go into addresses of cells in tables and onto small buttons.
    private static func isName(_ word: String) -> Bool {
        (1...4).contains(word.utf8.count)
            && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    }
}

extension ValueReader<Int> {
    fileprivate static var version: Self {
        Self(
            wanted: "the version of the format, \(SeatPlan.formatVersion)",
            advice: "write `seats: \(SeatPlan.formatVersion)`",
            parse: { $0.plain.flatMap { Int($0) } }
        )
        .refusing(
            .wrongVersion,
            "a format that this program does not know",
            advice: "write `seats: \(SeatPlan.formatVersion)`",
            where: { $0 != SeatPlan.formatVersion }
        )
    }
}
