/// The value of `If-Match` or `If-None-Match` (RFC 9110, 13.1.1 and 13.1.2).
package enum EntityTagCondition: Sendable, Equatable {
    /// `*`: whatever there is.
    case any
    case oneOf([EntityTag])

    /// Nil for a value that is neither `*` nor a list of tags. Empty list elements are allowed (RFC 9110, 5.6.1.2).
    ///
    /// - Parameter value: of all fields of that name, joined by commas.
    package init?(_ value: String) {
        var text = value[...].utf8
        skipSpace(&text)
        if text.first == UInt8(ascii: "*") {
            text = text.dropFirst()
            skipSpace(&text)
            guard text.isEmpty else { return nil }
            self = .any
        } else {
            guard let tags = parseTags(&text), !tags.isEmpty else { return nil }
            self = .oneOf(tags)
        }
    }

    package func containsStrongly(_ tag: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .oneOf(let tags): tags.contains { $0.matchesStrongly(tag) }
        }
    }

    package func containsWeakly(_ tag: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .oneOf(let tags): tags.contains { $0.matchesWeakly(tag) }
        }
    }
}

private let comma = UInt8(ascii: ",")

private func parseTags(_ text: inout Substring.UTF8View) -> [EntityTag]? {
    var tags: [EntityTag] = []
    while true {
        skipSpace(&text)
        switch text.first {
        case nil:
            return tags
        case comma:
            text = text.dropFirst()
        default:
            guard let tag = EntityTag(parsing: &text) else { return nil }
            tags.append(tag)
            skipSpace(&text)
            guard text.isEmpty || text.first == comma else { return nil }
        }
    }
}

private func skipSpace(_ text: inout Substring.UTF8View) {
    text = text.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
}
