package import TourBundle

/// 256 random bits that stand for a session or a headset. Only the SHA-256 is kept, so whoever reads the state learns none.
package struct SecretToken: Sendable {
    /// 64 hexadecimal digits.
    package let text: String

    package init() {
        var random = SystemRandomNumberGenerator()
        text = (0..<4).map { _ in hexadecimal(random.next()) }.joined()
    }

    package var digest: Digest { Self.digest(of: text) }

    package static func digest(of text: some StringProtocol) -> Digest { Digest(of: Array(text.utf8)) }
}

private func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
