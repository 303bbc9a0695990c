extension ReadingContext {
    /// The text of a file, without a byte order mark; `nil`, with a finding, where it is none.
    func decode(_ bytes: [UInt8]) -> String? {
        do throws(UTF8.ValidationError) {
            let text = String(copying: try UTF8Span(validating: bytes.span))
            return acceptCharacters(of: text) ? String(text.trimmingPrefix("\u{FEFF}")) : nil
        } catch {
            report(
                .notText,
                at: SourceMark(line: line(ofByte: error.byteOffsets.lowerBound, in: bytes), column: 1),
                "this is not UTF-8 text",
                advice: "save the file as plain text in UTF-8"
            )
            return nil
        }
    }

    private func acceptCharacters(of text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let index = scalars.firstIndex(where: { !isPrintable($0) }) else { return true }
        let code = String(scalars[index].value, radix: 16, uppercase: true)
        report(
            .notText,
            at: SourceMark(
                line: line(ofByte: text.utf8.distance(from: text.startIndex, to: index), in: text.utf8),
                column: 1
            ),
            "the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) stands here",
            advice: "remove it, and save the file as plain text"
        )
        return false
    }
}

/// YAML 1.2, section 5.1: `c-printable`.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
}

private func line(ofByte offset: Int, in bytes: some Collection<UInt8>) -> Int {
    1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
}
