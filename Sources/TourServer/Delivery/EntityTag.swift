package import TourBundle

/// The name of one state of a resource's bytes (RFC 9110, 8.8.3).
package struct EntityTag: Sendable, Hashable {
    /// Without the quotes. Visible ASCII but `"`, and bytes above 0x7F.
    package let opaque: String
    /// A weak tag also stands for bytes that mean the same.
    package let isWeak: Bool

    /// Nil when `opaque` holds a character that no tag may hold.
    package init?(_ opaque: String, isWeak: Bool = false) {
        guard opaque.utf8.allSatisfy(isTagCharacter) else { return nil }
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// The strong tag of bytes with this SHA-256.
    package init(_ digest: Digest) {
        self.opaque = digest.hex
        self.isWeak = false
    }

    /// Takes a tag off the front of a field's value; what is taken before a failure is undefined.
    init?(parsing text: inout Substring.UTF8View) {
        let isWeak = text.starts(with: "W/".utf8)
        if isWeak { text = text.dropFirst(2) }
        guard text.popFirst() == UInt8(ascii: "\""), let end = text.firstIndex(of: UInt8(ascii: "\"")) else {
            return nil
        }
        self.init(String(Substring(text[..<end])), isWeak: isWeak)
        text = text[end...].dropFirst()
    }
}

extension EntityTag {
    /// For `If-Match`: the same bytes for certain.
    package func matchesStrongly(_ other: Self) -> Bool { self == other && !isWeak }

    /// For `If-None-Match`: the same bytes, or bytes that mean the same.
    package func matchesWeakly(_ other: Self) -> Bool { opaque == other.opaque }
}

extension EntityTag: CustomStringConvertible {
    /// As in a header field.
    package var description: String { "\(isWeak ? "W/" : "")\"\(opaque)\"" }
}

private func isTagCharacter(_ byte: UInt8) -> Bool {
    byte == 0x21 || (0x23...0x7E).contains(byte) || byte >= 0x80
}
