extension ValueReader<[String]> {
    /// The tour's languages, each once.
    static var languages: Self {
        ListReader.nonEmpty
            .refusing(
                .outOfRange,
                "of more than \(TourDocument.mostLanguages)",
                advice: "name fewer",
                where: { $0.count > TourDocument.mostLanguages }
            )
            .each(.language)
            .then { languages, list in
                for (index, language) in languages.enumerated() where languages[..<index].contains(language) {
                    list.report(
                        .duplicateLanguage,
                        "\(list.label) has '\(language)' more than once",
                        advice: "keep one"
                    )
                }
                return languages
            }
    }
}

extension ValueReader<TourDocument.Localized> {
    /// A text in each of the tour's languages.
    static var title: Self { localized(.text, wanted: "a text in each language") }

    /// A text that headsets show for a while, in each of the tour's languages.
    static var message: Self { localized(.message, wanted: "a text in each language") }

    /// A file for each of the tour's languages.
    static func files(_ kind: TourDocument.Reference.Kind) -> Self {
        localized(.path(kind), wanted: "a file for each language")
    }

    /// A value in each of the tour's languages, and in no other; in any where the tour's languages are not known.
    private static func localized(_ reader: ValueReader<String>, wanted: String) -> Self {
        ValueReader<MappingReader>(
            wanted: wanted,
            advice: "write it for each language, as in `de: …` and `en: …`, indented below it",
            parse: { MappingReader($0, name: $0.label) }
        )
        .then { mapping, value in
            var mapping = mapping
            mapping.hasLanguageKeys = true
            var values: [String: String] = [:]
            for language in value.context.languages ?? mapping.keys {
                values[language] = mapping.required(language, reader)
            }
            mapping.close()
            return TourDocument.Localized(values: values, marks: mapping.marks)
        }
    }
}
