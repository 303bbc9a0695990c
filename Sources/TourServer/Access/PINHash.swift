internal import Crypto
internal import CryptoExtras
internal import Foundation

/// A guide's PIN as it is kept: scrypt (RFC 7914) over a salt of its own, 32 MiB and about a tenth of a second a try.
///
/// As text `scrypt:ln=15,r=8,p=1:SALT:PROOF`, the last two in Base64; the proof is the salt's HMAC-SHA256 by the key.
package struct PINHash: Sendable, Equatable {
    private let salt: [UInt8]
    private let proof: [UInt8]

    private static let prefix = "scrypt:ln=15,r=8,p=1"
    package static let shortest = 6
    package static let longest = 128

    /// - Throws: only where memory is lacking.
    package init(of pin: String) throws {
        var random = SystemRandomNumberGenerator()
        salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        proof = Array(HMAC<SHA256>.authenticationCode(for: salt, using: try Self.key(of: pin, salt: salt)))
    }

    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[..<2].joined(separator: ":") == Self.prefix,
            let salt = Data(base64Encoded: String(parts[2])), salt.count >= 16,
            let proof = Data(base64Encoded: String(parts[3])), proof.count == SHA256.byteCount
        else { return nil }
        (self.salt, self.proof) = (Array(salt), Array(proof))
    }

    /// Takes its time, and the same whatever differs.
    package func matches(_ pin: String) -> Bool {
        guard let key = try? Self.key(of: pin, salt: salt) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(proof, authenticating: salt, using: key)
    }

    private static func key(of pin: String, salt: [UInt8]) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(pin.precomposedStringWithCanonicalMapping.utf8),
            salt: salt,
            outputByteCount: SHA256.byteCount,
            rounds: 1 << 15,
            blockSize: 8,
            parallelism: 1
        )
    }
}

extension PINHash: CustomStringConvertible {
    package var description: String {
        "\(Self.prefix):\(Data(salt).base64EncodedString()):\(Data(proof).base64EncodedString())"
    }
}
