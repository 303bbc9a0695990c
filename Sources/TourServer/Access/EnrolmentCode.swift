/// What a headset shows and the guide reads (RFC 8628, 6.1): eight letters without vowels, 34.5 bits.
package struct EnrolmentCode: Sendable, Hashable {
    /// Without the hyphen.
    package let letters: String

    private static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ")
    private static let length = 8

    package init() {
        letters = String((0..<Self.length).compactMap { _ in Self.alphabet.randomElement() })
    }

    /// As a guide may type it: in any case, with spaces or hyphens.
    package init?(_ text: String) {
        let letters = text.uppercased().filter { $0 != "-" && $0 != " " }
        guard letters.count == Self.length, letters.allSatisfy(Self.alphabet.contains) else { return nil }
        self.letters = letters
    }
}

extension EnrolmentCode: CustomStringConvertible {
    /// As it is shown: `BCDF-GHJK`.
    package var description: String { "\(letters.prefix(4))-\(letters.suffix(4))" }
}
