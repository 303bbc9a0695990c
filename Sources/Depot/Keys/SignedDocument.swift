internal import Foundation
package import TourBundle

/// What a signature may stand under; it is part of what is signed, so none passes for another.
package protocol SignedBody: Codable, Sendable {
    /// The first word of the file.
    static var kind: String { get }
    static var mostBytes: Int { get }
    /// Whether its values are such as may be reckoned with and shown.
    var isSensible: Bool { get }
}

/// JSON with the signature of its maker: a line of head, then the JSON to the end of the file.
///
/// The head is `zeitreise-KIND 1 KEY SIGNATURE`, both in hexadecimal; signed are the bytes `zeitreise-KIND 1`, a line feed, and
/// the JSON.
package struct SignedDocument<Body: SignedBody>: Sendable {
    package let body: Body
    package let key: VerificationKey
    /// The whole file.
    package let file: [UInt8]
    /// What was signed, without the head: two of equal digest say the same, whoever signed them.
    package let digest: Digest

    /// Reads a file and checks its signature; whether the key is to be trusted is another question.
    ///
    /// - Throws: `DepotError.signature`.
    package init(file: [UInt8], name: String) throws(DepotError) {
        guard file.count <= Body.mostBytes else { throw .signature(name, "is larger than any such file") }
        guard let end = file.firstIndex(of: UInt8(ascii: "\n")), end <= Self.longestHead else {
            throw .signature(name, "is no signed file of Zeitreise")
        }
        let words = String(decoding: file[..<end], as: UTF8.self).split(
            separator: " ",
            omittingEmptySubsequences: false
        )
        guard words.count == 4, "\(words[0]) \(words[1])" == Self.title else {
            throw .signature(name, "is no \(Body.kind) of a format that this program reads")
        }
        let json = Array(file[(end + 1)...])
        guard let key = VerificationKey(hex: words[2]), let signature = Self.signature(words[3]),
            key.verifies(signature, of: Self.message(json))
        else { throw .signature(name, "has a signature that is not right") }
        guard let body = try? ManifestJSON.decode(Body.self, from: json), body.isSensible else {
            throw .signature(name, "is signed, and yet cannot be read")
        }
        (self.body, self.key, self.file, digest) = (body, key, file, Digest(of: json))
    }

    package init(_ body: Body, by key: SigningKey) throws(DepotError) {
        guard let json = try? ManifestJSON.encode(body) else {
            throw .signature(Body.kind, "cannot be written as JSON")
        }
        let signature = KeyPEM.hex(try key.sign(Self.message(json)))
        self.body = body
        self.key = key.verification
        file = Array("\(Self.title) \(key.verification.hex) \(signature)\n".utf8) + json
        digest = Digest(of: json)
    }

    private static var title: String { "zeitreise-\(Body.kind) 1" }
    /// Title, key and signature take less.
    private static var longestHead: Int { 256 }

    private static func message(_ json: [UInt8]) -> [UInt8] { Array("\(title)\n".utf8) + json }

    private static func signature(_ hex: Substring) -> [UInt8]? {
        guard hex.utf8.count == 128, let left = KeyPEM.bytes(hex: hex.prefix(64)),
            let right = KeyPEM.bytes(hex: hex.suffix(64))
        else { return nil }
        return left + right
    }
}
