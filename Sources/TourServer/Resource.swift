package import Panorama
package import TourBundle

/// What a request asks for, read from its target by syntax alone.
///
/// Every value has exactly one spelling: nothing is percent-decoded, no `.` or `..` is resolved, no number has a sign or
/// a leading zero.
package enum Resource: Sendable, Equatable {
    /// A file of the web pages by its URL path: `/`, `/NAME` or `/pages/…`. It need not exist.
    case page(String)
    case tour
    case panorama(Digest)
    case tile(panorama: Digest, address: TileAddress)
    case media(Digest)

    /// Why a target names no resource.
    package enum Rejection: Error {
        /// Not a path as RFC 3986 has it, or one with an encoded control character.
        case malformed
        case tooLong
        case unknown
    }

    /// Bytes of a target, query included. The longest path of ours has about 150.
    package static let longestTarget = 1024

    /// Reads an HTTP request's target in origin form; a query is ignored.
    package init(target: String) throws(Rejection) {
        guard target.utf8.count <= Self.longestTarget else { throw .tooLong }
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        guard isWellFormed(path) else { throw .malformed }
        guard let resource = Self(path: Substring(path)) else { throw .unknown }
        self = resource
    }

    /// The same with a problem for an answer.
    static func of(_ target: String) throws(Problem) -> Self {
        do {
            return try Self(target: target)
        } catch {
            throw Problem(error)
        }
    }

    private init?(path: Substring) {
        let segments = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        switch (segments.first, segments.count) {
        case ("tiles", 6): self.init(tile: segments[1...])
        case ("media", 2): self.init(media: segments[1])
        case ("api", 3...): self.init(api: segments[1...])
        case ("pages", 2...), (_, 1): self = .page(String(path))
        default: return nil
        }
    }

    /// `{digest}/{level}/{face}/{row}/{column}.jpg`
    private init?(tile segments: ArraySlice<Substring>) {
        let parts = Array(segments)
        guard parts.count == 5, parts[4].hasSuffix(".jpg"), let digest = Digest(hex: parts[0]),
            let level = number(parts[1]), let face = CubeFace(letter: parts[2]), let row = number(parts[3]),
            let column = number(parts[4].dropLast(4))
        else { return nil }
        self = .tile(
            panorama: digest,
            address: TileAddress(level: level, face: face, row: row, column: column)
        )
    }

    private init?(media name: Substring) {
        guard let digest = Digest(hex: name) else { return nil }
        self = .media(digest)
    }

    /// `v1/tour` or `v1/panoramas/{digest}`
    private init?(api segments: ArraySlice<Substring>) {
        let parts = Array(segments)
        if parts == ["v1", "tour"] {
            self = .tour
        } else if parts.count == 3, parts[..<2] == ["v1", "panoramas"], let digest = Digest(hex: parts[2]) {
            self = .panorama(digest)
        } else {
            return nil
        }
    }
}

/// A canonical decimal of at most nine digits: any such number fits, and each has one spelling.
private func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy(isDigit), text == "0" || text.first != "0" else {
        return nil
    }
    return Int(text)
}

/// Whether this is `path-absolute` or `//…` of RFC 3986, 3.3, and encodes no control character.
private func isWellFormed(_ path: Substring.UTF8View) -> Bool {
    guard path.first == UInt8(ascii: "/") else { return false }
    var rest = path
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%") {
            guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue),
                !isControl(high << 4 | low)
            else { return false }
        } else if !isPathCharacter(byte) {
            return false
        }
    }
    return true
}

private let pathPunctuation = Set("/-._~!$&'()*+,;=:@".utf8)

private func isPathCharacter(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || pathPunctuation.contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
}
