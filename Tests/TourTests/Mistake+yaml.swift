import Tour

extension Mistake {
    static let yaml = [
        Mistake(
            .syntax,
            "en: The castle",
            "en: The castle: now",
            "this is not valid YAML: mapping values are not allowed in this context",
            syntaxAdvice
        ),
        Mistake(
            .syntax,
            "languages: [de, en]",
            "languages: [de, en",
            at: "route:",
            "this is not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'",
            syntaxAdvice
        ),
        Mistake(
            .tab,
            "    comfort: slow",
            "\tcomfort: slow",
            "this line is indented with a tab",
            "indent with spaces"
        ),
        Mistake(
            .duplicateKey,
            "comfort: slow",
            "comfort: slow\n    comfort: any",
            at: "comfort: slow",
            "the same mapping has `comfort` more than once, here for the first time",
            "keep one"
        ),
        Mistake(
            .alias,
            "credit: Jane Example",
            "credit: *jane",
            "a `*` here begins a YAML alias",
            "write the value out, or put the text in quotation marks"
        ),
        Mistake(
            .alias,
            "credit: Unknown photographer",
            "credit: &unknown Unknown photographer\n        source: *unknown",
            at: "source: *unknown",
            "a `*` here begins a YAML alias",
            "write the value out, or put the text in quotation marks"
        ),
        Mistake(
            .syntax,
            "id: roman-camp",
            "id: roman-camp\n---\nid: another",
            at: "---",
            "this is not valid YAML: expected a single document in the stream, but found another document",
            syntaxAdvice
        ),
    ]
}

private let syntaxAdvice =
    "look at indentation, colons and brackets here and in the line above, and put text with `: ` or ` #` in quotation marks"
