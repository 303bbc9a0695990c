/// What is to be spoken of an epoch in one language: a text file, its paragraphs parted by empty lines.
package struct NarrationScript: Sendable, Hashable {
    /// Bytes: an hour of speech.
    package static let largestFile = 64 << 10

    /// Each on one line, its words parted by one space; spaces that do not break stay within words. At least one.
    package let paragraphs: [String]

    /// Reads a file from the disk.
    ///
    /// - Throws: all findings, on the file itself.
    package static func read(path: String) throws(TourError) -> NarrationScript {
        let bytes = try readFile(
            path,
            atMost: largestFile,
            ifMissing: "put it there",
            ifTooLarge: "keep to what is spoken while a place is shown"
        )
        return try NarrationScript(bytes: bytes, file: path)
    }

    /// - Parameters:
    ///   - bytes: the file's content, UTF-8.
    ///   - file: the file's path, for findings.
    package init(bytes: [UInt8], file: String) throws(TourError) {
        let context = ReadingContext(file: file)
        guard let text = context.decode(bytes) else { throw TourError(findings: context.sortedFindings) }
        paragraphs =
            text
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.split(whereSeparator: \.isBreakingSpace).joined(separator: " ") }
            .split(separator: "")
            .map { $0.joined(separator: " ") }
        guard paragraphs.contains(where: { $0.contains { $0.isLetter || $0.isNumber } }) else {
            throw TourError(
                .emptyFile,
                file,
                "there is nothing to speak in it",
                advice: "write the text, with an empty line between paragraphs"
            )
        }
    }
}

extension Character {
    /// No-break spaces hold together what they stand between.
    fileprivate var isBreakingSpace: Bool { isWhitespace && !["\u{A0}", "\u{2007}", "\u{202F}"].contains(self) }
}
