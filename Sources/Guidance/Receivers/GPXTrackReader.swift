import Tour

/// Fixes out of a GPX track with times, in whatever pieces it comes (GPX 1.0 and 1.1).
///
/// It reads what a recording needs and passes over the rest; whether a file is sound GPX is for the route's reader to say.
package struct GPXTrackReader: Sendable {
    private static let longestTag = 4_096

    private var text: [UInt8] = []
    private var isInTag = false
    private var point: Fix?
    private var isOverlong = false

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) -> [ReceiverReport] {
        var reports: [ReceiverReport] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"):
                // Where a tag begins the text before it has ended.
                if !isInTag { content = text }
                begin(inTag: true)
            case UInt8(ascii: ">") where isInTag:
                if !isOverlong, let report = tag(text.map { max($0, UInt8(ascii: " ")) }) { reports.append(report) }
                begin(inTag: false)
            default:
                guard !isOverlong else { continue }
                text.append(byte)
                guard text.count > Self.longestTag else { continue }
                isOverlong = true
                text.removeAll(keepingCapacity: true)
                if isInTag { reports.append(.fault(.lineTooLong(bytes: Self.longestTag))) }
            }
        }
        return reports
    }

    /// The text before the present tag.
    private var content: [UInt8] = []

    private mutating func begin(inTag: Bool) {
        isInTag = inTag
        isOverlong = false
        text.removeAll(keepingCapacity: true)
    }

    private mutating func tag(_ bytes: [UInt8]) -> ReceiverReport? {
        let name = bytes.prefix { $0 != UInt8(ascii: " ") }
        let isWhole = bytes.last == UInt8(ascii: "/")
        switch String(decoding: name.filter { $0 != UInt8(ascii: "/") || name.first == $0 }, as: UTF8.self) {
        case "trkpt":
            guard let location = location(bytes) else { return .fault(.malformed("trkpt")) }
            point = Fix(mode: .threeDimensional, location: location)
            return isWhole ? end() : nil
        case "/trkpt": return end()
        case "/time": point?.time = secondsSince1970(String(decoding: content, as: UTF8.self).trimmed)
        case "/speed": point?.speed = decimalNumber(content.trimmed)
        case "/course": point?.trackRadians = decimalNumber(content.trimmed).flatMap(radians)
        case "/hdop": point?.accuracyMetres = decimalNumber(content.trimmed).map { $0 * 6 }
        case "/fix" where content.trimmed.elementsEqual("none".utf8): point?.mode = .none
        default: break
        }
        return nil
    }

    private mutating func end() -> ReceiverReport? {
        defer { point = nil }
        return point.map { .fix($0.mode == .none ? Fix(mode: .none, location: nil, time: $0.time) : $0) }
    }

    private func location(_ tag: [UInt8]) -> TourDocument.Location? {
        guard let latitude = attribute("lat", tag), let longitude = attribute("lon", tag), abs(latitude) <= 90,
            abs(longitude) <= 180
        else { return nil }
        return TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }

    private func attribute(_ name: String, _ tag: [UInt8]) -> Double? {
        guard let range = tag.firstRange(of: Array(" \(name)=".utf8)), range.upperBound < tag.count else { return nil }
        let quote = tag[range.upperBound]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        let rest = tag[(range.upperBound + 1)...]
        guard let end = rest.firstIndex(of: quote) else { return nil }
        return decimalNumber(rest[..<end])
    }
}

extension Array<UInt8> {
    fileprivate var trimmed: ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return self[first...last]
    }
}

extension String {
    fileprivate var trimmed: String { String(decoding: Array(utf8).trimmed, as: UTF8.self) }
}
