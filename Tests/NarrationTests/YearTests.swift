import Testing

import Narration

/// Years are said as people say them.
struct YearTests {
    @Test(arguments: [
        ("de", "Im Jahr 1848, vor 1600.", "Im Jahr 18 hundert 48, vor 16 hundert."),
        ("de-x-leicht", "Seit 1904", "Seit 19 hundert 4"),
        ("en", "In 1848, before 1600; 1905.", "In 18 48, before 16 hundred; 19 oh 5."),
        ("fr", "En 1848", "En 1848"),
    ])
    func `hundreds and the rest`(language: String, text: String, said: String) {
        #expect(Language(tag: language).sayingYears(in: text) == said)
    }

    @Test(arguments: ["2006", "1066", "1.219 Häuser", "1,219 houses", "14848", "Nr. 1848.5", "18"])
    func `what is no such year stays`(text: String) {
        #expect(Language(tag: "de").sayingYears(in: text) == text)
        #expect(Language(tag: "en").sayingYears(in: text) == text)
    }
}
