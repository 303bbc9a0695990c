import Yams

extension PictureText {
    /// The numbers of a point that have to be others, in the order of the text.
    func changes(
        of item: Node,
        to point: PlacementEdit.Point
    ) throws(TourEditError) -> [(range: Range<Int>, number: String)] {
        var changes: [(range: Range<Int>, number: String)] = []
        for (key, value) in point.written {
            guard let node = item.mapping?[key], let start = text.start(of: node), let end = text.end(of: node) else {
                throw .unusualLayout(line: item.mark?.line)
            }
            // Numbers that say the same stay as they are written.
            if let old = node.scalar?.string, let number = decimal(old), number == decimal(value) { continue }
            changes.append((start..<end, value))
        }
        return changes.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The text with a point behind the last one, written as that is.
    func adding(_ point: PlacementEdit.Point) throws(TourEditError) -> [UInt8] {
        guard let list = points, let last = list.last, let start = text.start(of: last), let end = text.end(of: last)
        else { throw .unusualLayout(line: line) }
        let copy = copy(of: last, at: start..<end, for: point)
        if !text.isFlow(.sequence(list)) {
            let dash = try dash(before: start, of: last)
            let lead = text.bytes[text.lineStart(of: dash)..<start]
            return inserting(text.lineBreak + lead + copy, at: text.lineEnd(of: end))
        }
        let lineStart = text.lineStart(of: start)
        guard text.isBlank(lineStart..<start), lineStart > 0 else { return inserting(Array(", ".utf8) + copy, at: end) }
        // One a line: comments behind the last one stay there.
        let lineEnd = text.lineEnd(of: end)
        let indent = text.bytes[lineStart..<start]
        let comma = text.bytes[end] == UInt8(ascii: ",")
        guard text.isBlankOrComment(end + (comma ? 1 : 0)..<lineEnd) else {
            return inserting(Array(",".utf8) + text.lineBreak + indent + copy, at: end)
        }
        let added = text.lineBreak + indent + copy + (comma ? Array(",".utf8) : [])
        return YAMLBytes(inserting(added, at: lineEnd)).replacing(end..<end, with: comma ? [] : Array(",".utf8))
    }

    /// The text without a point, and without its line where nothing else stands on it.
    func removing(_ index: Int) throws(TourEditError) -> [UInt8] {
        guard let list = points, list.count > 1, let start = text.start(of: list[index]),
            let end = text.end(of: list[index])
        else { throw .unusualLayout(line: line) }
        if !text.isFlow(.sequence(list)) {
            let dash = try dash(before: start, of: list[index])
            return removingLines(text.lineStart(of: dash), end)
        }
        let lineStart = text.lineStart(of: start)
        let comma = text.bytes[end] == UInt8(ascii: ",") ? 1 : 0
        if text.isBlank(lineStart..<start), text.isBlankOrComment(end + comma..<text.lineEnd(of: end)) {
            return removingLines(lineStart, end)
        }
        let isLast = index == list.count - 1
        let neighbour = isLast ? text.end(of: list[index - 1]) : text.start(of: list[index + 1])
        guard let neighbour else { throw .unusualLayout(line: line) }
        return text.replacing(isLast ? neighbour..<end : start..<neighbour, with: [])
    }

    func inserting(_ bytes: [UInt8], at offset: Int) -> [UInt8] { text.replacing(offset..<offset, with: bytes) }

    /// Whole lines, from the start of one to that which holds `last`.
    func removingLines(_ start: Int, _ last: Int) -> [UInt8] {
        let next = text.nextLine(after: last)
        let isUnended = next == text.lineEnd(of: last)
        // Where the file ends without a line break it still does.
        guard isUnended, start > 0 else { return text.replacing(start..<next, with: []) }
        return text.replacing(start - text.lineBreak.count..<next, with: [])
    }

    /// A point in the style of another: its keys in their order, its spaces and brackets.
    private func copy(of item: Node, at range: Range<Int>, for point: PlacementEdit.Point) -> [UInt8] {
        var copy = Array(text.bytes[range])
        guard item.mapping?.count == PlacementEdit.Point.keys.count, !copy.contains(UInt8(ascii: "#")),
            let changes = try? changes(of: item, to: point)
        else { return Array(point.flow.utf8) }
        for (number, value) in changes.reversed() {
            let start = number.lowerBound - range.lowerBound
            copy.replaceSubrange(start..<start + number.count, with: Array(value.utf8))
        }
        return copy
    }

    /// The `-` before an item.
    private func dash(before start: Int, of item: Node) throws(TourEditError) -> Int {
        var at = start - 1
        while at > 0, text.bytes[at] == space { at -= 1 }
        guard at >= 0, text.bytes[at] == UInt8(ascii: "-"), text.isBlank(text.lineStart(of: at)..<at) else {
            throw .unusualLayout(line: item.mark?.line)
        }
        return at
    }
}
