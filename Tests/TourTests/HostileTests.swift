import TestSupport
import Testing
import Tour

/// Files made to crash, to hang or to fill the memory, and files that are simply broken.
struct HostileTests {
    /// Nine times nine to the power of eight nodes, once they are expanded.
    private static let bomb =
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + zip("abcdefgh", "bcdefghi").map { inner, outer in
            "\(outer): &\(outer) [\(Array(repeating: "*\(inner)", count: 9).joined(separator: ", "))]\n"
        }.joined()

    @Test func `an alias bomb is refused before it goes off`() {
        #expect(findings(in: Self.bomb).map(\.code) == [.alias])
        #expect(findings(in: Self.bomb).first?.mark?.line == 2)
    }

    @Test func `an alias bomb in a key is refused before it goes off`() {
        #expect(findings(in: Self.bomb + "? *i\n: key\n").map(\.code) == [.alias])
    }

    @Test func `ampersands and asterisks in texts are neither anchors nor aliases`() throws {
        let credit = "Müller & Söhne *1901*, R&D"
        for quoted in [credit, "'\(credit)'", "|\n          \(credit)"] {
            let yaml = try FormatPage.minimal().replacing("Jane Example", with: quoted)
            #expect(try read(yaml).places.first?.epochs.first?.credit == credit)
        }
    }

    @Test(arguments: ["[", "{", "{a: ", "- ", "? ", "? - ", "[? "])
    func `deep nesting is refused`(_ opening: String) {
        let findings = findings(in: "zeitreise: 1\nid:\n  " + String(repeating: opening, count: 100_000))
        #expect(findings.map(\.code) == [.syntax])
    }

    @Test func `every beginning of a tour is a tour or has findings`() throws {
        let bytes = Array(try FormatPage.full().utf8)
        for length in bytes.indices { _ = findings(in: Array(bytes.prefix(length))) }
    }

    @Test(arguments: 0..<8) func `no mutation crashes`(_ seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let original = Array(try FormatPage.full().utf8)
        for _ in 0..<500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, using: &random) }
            for finding in findings(in: bytes) {
                #expect(finding.description.hasPrefix("tour.yaml:"))
                #expect(finding.description.split(whereSeparator: \.isNewline).count == 1)
            }
        }
    }

    @Test func `no noise crashes`() {
        var random = SplitMix64(state: 42)
        for length in 0..<500 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            #expect(!findings(in: bytes).isEmpty)
        }
    }

    private static let tokens =
        [
            "\t", "\n", "\r", " ", "  ", ":", ": ", "- ", "? ", "|", ">", "[", "]", "{", "}", ",", "&a ", "*a",
            "!!int ",
            "!", "%", "@", "`", "'", "\"", "\\x", "#", "---\n", "...\n", "~", "null", "<<: ", ".nan", "-1e999", "0x7f",
            "99999999999999999999", "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{1F600}", "\u{301}",
        ]
        .map { Array($0.utf8) }

    /// Changes, removes, doubles or moves bytes, a token or whole lines.
    private func mutate(_ bytes: inout [UInt8], using random: inout SplitMix64) {
        guard let at = bytes.indices.randomElement(using: &random) else { return }
        let end = min(bytes.count, at + Int.random(in: 1...80, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.removeSubrange(at..<end)
        case 2: bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: at)
        case 3: bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
        default:
            var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            lines.swapAt(Int.random(in: lines.indices, using: &random), Int.random(in: lines.indices, using: &random))
            bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        }
    }
}
