import Yams

extension PlacementEdit {
    /// A tour's text with these points in it: of all else, comments and order included, each byte stays.
    ///
    /// A point that stays keeps its line with all that is written beside it, a moved one gets other numbers, a new one the
    /// style of the last. What came of it was read again and found to differ in nothing else.
    ///
    /// - Throws: where the picture is not there, has a pose that may not give way, or is written so that this cannot be done.
    package func applied(to text: String, at address: PictureAddress) throws(TourEditError) -> String {
        guard !points.isEmpty else { throw TourEditError("there are no points to write; set some first") }
        let mark = text.utf8.starts(with: Self.byteOrderMark) ? Self.byteOrderMark : []
        let original = Array(text.utf8.dropFirst(mark.count))
        var picture = try PictureText(original, address)
        func now(_ bytes: [UInt8]) throws(TourEditError) {
            do {
                picture = try PictureText(bytes, address)
            } catch {
                throw .unusualLayout(line: picture.line)
            }
        }
        if let list = picture.points {
            try move(list, &picture, address)
            for point in points where point.origin == nil { try now(picture.adding(point)) }
            let kept = Set(points.compactMap(\.origin))
            for index in (0..<list.count).reversed() where !kept.contains(index) { try now(picture.removing(index)) }
        } else {
            if let pose = picture.entry("pose"), picture.entry("control_points") == nil, !replacesPose {
                throw TourEditError(
                    "a pose stands here already; allow it to be replaced by the points, or remove it",
                    line: pose.key.mark?.line
                )
            }
            try now(picture.writing(points))
        }
        if let unknowns { try now(picture.setting(unknowns: unknowns)) }
        try verify(picture, against: PictureText(original, address))
        return String(decoding: mark + picture.text.bytes, as: UTF8.self)
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Gives points that are elsewhere now other numbers.
    private func move(
        _ list: Node.Sequence,
        _ picture: inout PictureText,
        _ address: PictureAddress
    ) throws(TourEditError) {
        let origins = points.compactMap(\.origin)
        guard origins.allSatisfy(list.indices.contains), zip(origins, origins.dropFirst()).allSatisfy(<) else {
            throw TourEditError(
                "the points are not those that stand here; look whether the file changed",
                line: picture.line
            )
        }
        var bytes = picture.text.bytes
        for point in points.reversed() {
            guard let origin = point.origin else { continue }
            for (range, number) in try picture.changes(of: list[origin], to: point).reversed() {
                bytes.replaceSubrange(range, with: Array(number.utf8))
            }
        }
        picture = try PictureText(bytes, address)
    }

    /// What is there now are these points, and nothing else is another.
    private func verify(_ picture: PictureText, against original: PictureText) throws(TourEditError) {
        let changed: Set<String> = ["control_points", "pose", "solve"]
        func rest(_ picture: PictureText) -> Node {
            picture.root.replacing(picture.path) { node in
                let pairs = (node.mapping ?? [:]).filter { !changed.contains($0.key.scalar?.string ?? "") }
                return .mapping(Node.Mapping(pairs.map { ($0.key, $0.value) }))
            }
        }
        let written = picture.points?.map { item in Point.keys.map { item.mapping?[$0]?.scalar?.string } }
        let wanted = points.map { point in Point.keys.map { point.written[$0] } }
        let areSame =
            written?.count == wanted.count
            && zip(written ?? [], wanted).allSatisfy { zip($0, $1).allSatisfy { Self.areSame($0, $1) } }
        let solved = picture.entry("solve")?.value.sequence?.compactMap(\.scalar?.string) ?? []
        guard rest(picture) == rest(original), areSame, unknowns.map({ $0 == solved }) ?? true,
            picture.entry("pose") == nil
        else { throw .unusualLayout(line: original.line) }
    }

    private static func areSame(_ written: String?, _ wanted: String?) -> Bool {
        guard let written = written.flatMap(decimal), let wanted = wanted.flatMap(decimal) else { return false }
        return abs(written - wanted) < 0.005
    }
}
