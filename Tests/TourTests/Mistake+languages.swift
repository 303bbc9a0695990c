import Tour

extension Mistake {
    static let languages = [
        Mistake(
            .badLanguage,
            "[de, en]",
            "[de, English]",
            "item 2 of `languages` is 'English', which is no language tag",
            "use a tag such as `de` or `en-GB`"
        ),
        Mistake(
            .duplicateLanguage,
            "[de, en]",
            "[de, en, de]",
            "`languages` has 'de' more than once",
            "keep one"
        ),
        Mistake(
            .outOfRange,
            "[de, en]",
            "[de, en\(String(repeating: ", fr", count: 63))]",
            "`languages` is a list, of more than 64",
            "name fewer"
        ),
        Mistake(
            .outOfRange,
            "en: In five minutes we are back at the station.",
            "en: \(String(repeating: "x", count: 161))",
            "`en` is '\(String(repeating: "x", count: 40))…', of more than 160 characters",
            "say it in fewer: guests read it in a moving bus"
        ),
        Mistake(
            .outOfRange,
            "messages:\n",
            "messages:\n\(String(repeating: "  - {de: Halt., en: Stop.}\n", count: 24))",
            at: "messages:",
            "`messages` is a list, of more than 24",
            "keep those that are needed"
        ),
        Mistake(
            .missingLanguage,
            "    en: In five minutes we are back at the station.\n",
            "",
            at: "de: In fünf Minuten",
            "item 1 of `messages` lacks the language `en`",
            "add `en:` with a text"
        ),
        Mistake(
            .wrongType,
            "title:\n      de: Die Burg\n      en: The castle",
            "title: The castle",
            "`title` is 'The castle', not a text in each language",
            "write it for each language, as in `de: …` and `en: …`, indented below it"
        ),
        Mistake(
            .missingLanguage,
            "          en: castle-today.en.mp3\n",
            "",
            at: "narration:",
            "`narration` lacks the language `en`",
            "add `en:` with the path of a file"
        ),
        Mistake(
            .unknownLanguage,
            "en: The castle",
            "en: The castle\n      fr: Le château",
            at: "fr:",
            "`fr` is not one of the tour's languages",
            "use one of `de`, `en`"
        ),
        Mistake(
            .unknownLanguage,
            "en: The castle",
            "en-: The castle",
            "`en-` is not one of the tour's languages",
            "did you mean `en`?"
        ),
    ]
}
