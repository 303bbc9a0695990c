import Yams

extension PictureText {
    /// The text with a list of points where there is none yet: in place of an empty one or of a pose, or behind what says
    /// which picture it is.
    func writing(_ points: [PlacementEdit.Point]) throws(TourEditError) -> [UInt8] {
        try write(list(points))
    }

    /// The same with an entry of any kind.
    func writing(_ entry: String) throws(TourEditError) -> [UInt8] { try write(Array(entry.utf8)) }

    private func write(_ entry: [UInt8]) throws(TourEditError) -> [UInt8] {
        if self.entry("control_points") != nil {
            return text.replacing(try range(of: "control_points"), with: entry)
        }
        if self.entry("pose") != nil { return text.replacing(try range(of: "pose"), with: entry) }
        return try adding(entry, behind: self.entry("on") == nil ? "path" : "on")
    }

    /// The text with `solve` naming these unknowns, or without it where there are none.
    func setting(unknowns: [String]) throws(TourEditError) -> [UInt8] {
        let wanted = "solve: [\(unknowns.joined(separator: ", "))]"
        guard let entry = entry("solve") else {
            return unknowns.isEmpty ? text.bytes : try adding(Array(wanted.utf8), behind: "control_points")
        }
        if entry.value.sequence?.compactMap(\.scalar?.string) == unknowns { return text.bytes }
        guard unknowns.isEmpty else { return text.replacing(try range(of: "solve"), with: Array(wanted.utf8)) }
        return try removing("solve")
    }

    private func list(_ points: [PlacementEdit.Point]) -> [UInt8] {
        guard !isFlow else {
            return Array("control_points: [\(points.map(\.flow).joined(separator: ", "))]".utf8)
        }
        let indent = text.lineBreak + [UInt8](repeating: space, count: column + 2)
        return Array("control_points:".utf8) + points.flatMap { indent + Array("- \($0.flow)".utf8) }
    }

    /// Of the mapping's keys, from 0.
    private var column: Int { (mapping.first?.key.mark?.column ?? 1) - 1 }

    private func adding(_ entry: [UInt8], behind key: String) throws(TourEditError) -> [UInt8] {
        let end = try range(of: key).upperBound
        guard !isFlow else { return inserting(Array(", ".utf8) + entry, at: end) }
        let indent = [UInt8](repeating: space, count: column)
        return inserting(text.lineBreak + indent + entry, at: text.lineEnd(of: end))
    }

    func removing(_ key: String) throws(TourEditError) -> [UInt8] {
        let range = try range(of: key)
        guard isFlow else {
            let start = text.lineStart(of: range.lowerBound)
            guard text.isBlank(start..<range.lowerBound) else { throw .unusualLayout(line: line) }
            return removingLines(start, range.upperBound)
        }
        // `control_points` stands before or behind it, so there is a comma.
        let keys = mapping.compactMap(\.key.scalar?.string)
        guard let index = keys.firstIndex(of: key) else { throw .unusualLayout(line: line) }
        if index > 0 {
            return text.replacing(try self.range(of: keys[index - 1]).upperBound..<range.upperBound, with: [])
        }
        return text.replacing(range.lowerBound..<(try self.range(of: keys[1]).lowerBound), with: [])
    }
}
