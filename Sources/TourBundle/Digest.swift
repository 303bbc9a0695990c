internal import Crypto
internal import Foundation

/// A SHA-256: the name of a blob, and the identity of a panorama.
package struct Digest: Sendable, Hashable {
    package static let byteCount = 32

    /// Always `byteCount` bytes.
    package let bytes: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        guard self.bytes.count == Self.byteCount else { return nil }
    }

    /// Nil unless the text is exactly 64 lowercase hexadecimal digits: one spelling only, so that one URL has one answer.
    package init?(hex: some StringProtocol) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * Self.byteCount else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = hexValue(digits[index]), let low = hexValue(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    /// The digest of these bytes.
    package init(of data: [UInt8]) {
        self.bytes = Array(SHA256.hash(data: data))
    }

    init(of data: Data) {
        self.bytes = Array(SHA256.hash(data: data))
    }

    /// The digest of what these pieces are together.
    init<Place>(ofPieces places: [Place], read: (Place) throws -> [UInt8]) rethrows {
        var hash = SHA256()
        for place in places { hash.update(data: try read(place)) }
        self.bytes = Array(hash.finalize())
    }

    /// The digest of a file's content, read a piece at a time.
    ///
    /// - Throws: `CancellationError`, or the file system's error.
    package init(ofFile path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var hash = SHA256()
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            try Task.checkCancellation()
            hash.update(data: piece)
        }
        self.bytes = Array(hash.finalize())
    }

    package var hex: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

extension Digest: CustomStringConvertible {
    package var description: String { hex }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Self(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a SHA-256")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
}
