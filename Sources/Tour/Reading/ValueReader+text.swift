extension ValueReader<String> {
    /// Any text, quoted or not.
    static var text: Self { text("a text") }

    fileprivate static func text(_ wanted: String) -> Self {
        Self(
            wanted: wanted,
            advice: "write \(wanted)",
            parse: \.text
        )
        .refusing(.emptyText, "which is empty", advice: "write \(wanted)", where: \.isEmpty)
        .refusing(.notText, "with a control character in it", advice: "remove it") { text in
            text.contains { $0.isControl && !$0.isNewline && $0 != "\t" }
        }
    }

    static var message: Self {
        text("a text").refusing(
            .outOfRange,
            "of more than \(TourDocument.longestMessage) characters",
            advice: "say it in fewer: guests read it in a moving bus",
            where: { $0.unicodeScalars.count > TourDocument.longestMessage }
        )
    }

    /// What commands and addresses name a tour, place or epoch by.
    static var identifier: Self {
        text("an id").refusing(
            .badID,
            "which is no id",
            advice: "use lowercase letters a to z, digits and hyphens, beginning with a letter or digit"
        ) { id in
            id.first == "-" || !id.utf8.allSatisfy { isLowercaseLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// A tag after BCP 47, its language in lowercase: `de`, `en-GB`, `de-x-leicht`.
    static var language: Self {
        text("a language tag").refusing(
            .badLanguage,
            "which is no language tag",
            advice: "use a tag such as `de` or `en-GB`"
        ) { tag in
            let subtags = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            guard let language = subtags.first, (2...3).contains(language.count) else { return true }
            return !language.allSatisfy(isLowercaseLetter)
                || !subtags.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isLetterOrDigit) }
        }
    }

    /// A file that the tour needs, relative to the document's folder; `..` may lead out of it, since `Assets/` lies beside
    /// `Tours/`.
    static func path(_ kind: TourDocument.Reference.Kind) -> Self {
        path.then { path, node in
            node.context.note(kind, path, at: node.mark)
            return path
        }
    }

    /// A folder that the tour needs, named as files are; a slash may follow it.
    static func folder(_ kind: TourDocument.Reference.Kind) -> Self {
        relativePath("the path of a folder").then { path, node in
            let path = path.hasSuffix("/") ? String(path.dropLast()) : path
            node.context.note(kind, path, at: node.mark)
            return path
        }
    }

    private static var path: Self {
        relativePath("the path of a file")
            .refusing(.badPath, "which is a folder", advice: "name a file in it") { path in
                ["", ".", ".."].contains(path.split(separator: "/", omittingEmptySubsequences: false).last)
            }
    }

    private static func relativePath(_ wanted: String) -> Self {
        text(wanted).refusing(
            .badPath,
            "an absolute path",
            advice: "write it relative to this file's folder, so that the tour can move"
        ) { path in
            path.hasPrefix("/") || path.hasPrefix("~") || path.contains("://") || path.dropFirst().first == ":"
        }
        .refusing(
            .badPath,
            "of several lines",
            advice: "write it on one line",
            where: { $0.contains(where: \.isNewline) }
        )
        .refusing(.badPath, "with a backslash", advice: "write / between folders", where: { $0.contains("\\") })
    }
}

extension ValueReader where Value: RawRepresentable<String> & CaseIterable {
    /// One of the words for the cases of a type.
    static var choice: Self {
        let words = Value.allCases.map(\.rawValue)
        return ValueReader<String>.text("one of \(quoted(words))").converting(
            .unknownValue,
            "which is not known",
            advice: { suggestion(for: $0, among: words) },
            by: Value.init(rawValue:)
        )
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isLowercaseLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

private func isLetterOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || isLowercaseLetter(byte | 0x20) }
