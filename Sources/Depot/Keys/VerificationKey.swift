internal import Crypto
internal import Foundation

/// The public half of an Ed25519 key; its 64 hexadecimal digits are its name.
package struct VerificationKey: Sendable, Hashable {
    package let hex: String
    private let key: Curve25519.Signing.PublicKey

    /// Nil unless these are exactly 64 lowercase hexadecimal digits of a key.
    package init?(hex: some StringProtocol) {
        guard let bytes = KeyPEM.bytes(hex: hex), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.init(key)
    }

    init(_ key: Curve25519.Signing.PublicKey) {
        self.key = key
        hex = KeyPEM.hex(key.rawRepresentation)
    }

    /// Reads a file as `zeitreise release key` and `openssl pkey -pubout` write it, or takes the key's own digits.
    ///
    /// - Throws: `DepotError.key` for anything else.
    package init(fileOrHex text: String) throws(DepotError) {
        if let key = Self(hex: text) {
            self = key
            return
        }
        guard let pem = try? String(contentsOfFile: text, encoding: .utf8) else {
            throw .key(text, "is no file that can be read, and no key of 64 hexadecimal digits")
        }
        guard let bytes = KeyPEM.read(pem, .verification),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { throw .key(text, "holds no public Ed25519 key in PEM; give the .pub file") }
        self.init(key)
    }

    package var pem: String { KeyPEM.text(key.rawRepresentation, .verification) }

    /// The first digits, for people.
    package var short: String { String(hex.prefix(16)) }

    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: message)
    }

    package static func == (one: Self, other: Self) -> Bool { one.hex == other.hex }
    package func hash(into hasher: inout Hasher) { hasher.combine(hex) }
}

extension VerificationKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let key = Self(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no Ed25519 key")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
