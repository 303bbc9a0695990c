import Yams

extension ReadingContext {
    /// The root of a YAML document; `nil`, with a finding, where the text is none.
    func compose(_ text: String) -> Node? {
        do {
            try refuseAliases(in: text)
            // Without rules every scalar stays the text that it is: what it has to be is known by the key.
            if let root = try Yams.compose(yaml: text, .basic, .default, .utf8) { return root }
            report(
                .emptyFile,
                at: nil,
                "the file is empty",
                advice: beginning
            )
        } catch let error as YamlError {
            report(error, in: text)
        } catch {
            report(.syntax, at: nil, "this is not valid YAML", advice: syntaxAdvice)
        }
        return nil
    }

    /// Throws Yams' error for an alias before any alias is expanded: a few lines of them can stand for more nodes
    /// than there is time for, and Yams hashes all of them where they make up a key.
    ///
    /// An anchor (`&name`) may stand wherever a tag (`!name`) may. With the one turned into the other, aliases
    /// are undefined and nothing else has changed its place.
    private func refuseAliases(in text: String) throws {
        guard text.utf8.contains(UInt8(ascii: "*")), text.utf8.contains(UInt8(ascii: "&")) else { return }
        let anchorless = String(
            decoding: text.utf8.map { $0 == UInt8(ascii: "&") ? UInt8(ascii: "!") : $0 },
            as: UTF8.self
        )
        _ = try Yams.compose(yaml: anchorless, .basic, .default, .utf8)
    }

    private func report(_ error: YamlError, in text: String) {
        switch error {
        case .composer(_, "found undefined alias", let mark, _):
            report(
                .alias,
                at: SourceMark(mark),
                "a `*` here begins a YAML alias",
                advice: "write the value out, or put the text in quotation marks"
            )
        case .duplicatedKeysInMapping(let keys, let context):
            report(
                .duplicateKey,
                at: SourceMark(context.mark),
                "the same mapping has \(quoted(keys.map(abridged))) more than once, here for the first time",
                advice: "keep one"
            )
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            reportSyntax(
                [context?.text, problem].compactMap(\.self).joined(separator: ", "),
                at: SourceMark(mark),
                in: text
            )
        default:
            report(.syntax, at: nil, "this is not valid YAML", advice: syntaxAdvice)
        }
    }

    private func reportSyntax(_ problem: String, at mark: SourceMark, in text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let indentation = lines.dropFirst(mark.line - 1).first?.prefix(while: \.isWhitespace) ?? ""
        if indentation.contains("\t") {
            report(.tab, at: mark, "this line is indented with a tab", advice: "indent with spaces")
        } else {
            report(.syntax, at: mark, "this is not valid YAML: \(problem)", advice: syntaxAdvice)
        }
    }
}

private let syntaxAdvice =
    "look at indentation, colons and brackets here and in the line above, and put text with `: ` or ` #` in quotation marks"

extension SourceMark {
    init(_ mark: Yams.Mark) {
        self.init(line: mark.line, column: mark.column)
    }

    /// Where a node begins.
    init(_ node: Node) {
        self = node.mark.map(Self.init) ?? .start
    }
}
