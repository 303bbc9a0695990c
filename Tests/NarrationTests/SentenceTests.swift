import Testing

import Narration

struct SentenceTests {
    /// Sentences parted by bars, as a reader parts them.
    private static let texts = [
        ("de", "Hier steht die Pfalz. | Sie ist alt. | Sehr alt!"),
        ("de", "Im 12. Jahrhundert baute man, z. B. hier, eine Burg. | Sie brannte im 17. Jahrhundert."),
        ("de", "Am 3. Mai 1849. | Die Stadt jubelt."),
        ("de", "Im 12./13. Jahrhundert kam Rudolf. | Er blieb."),
        ("de", "Friedrich I. Barbarossa kam um 1152. | Danach baute er."),
        ("de", "Kaiser Ludwig XIV. ließ sie z.B. sprengen. | Warum?"),
        ("de", "„Halt!“ rief er. | „Wer da?“ | Niemand antwortete … und es wurde still."),
        ("de", "(Das ist die St. Martins-Kirche.) | Dr. Müller nennt sie u. a. Abb. 3 wegen schön."),
        ("de", "50 v. Chr. wohnten hier Kelten. | 1,5 km weiter auch."),
        ("de", "Die Fläche hat 3.500 m². | Das ist viel: mehr als heute."),
        ("de", "Er kam … | Und ging."),
        ("de", "– | Gestern. | – Heute ist alles anders."),
        ("de-x-leicht", "Das ist der 1. Bahnhof. | Er ist alt."),
        ("en", "Dr. Smith lived at No. 12. | The house, e.g. the door, still stands."),
        ("en", "She arrived at 5 p.m. on Monday. | \"Nobody,\" she said, \"was here.\" | J. R. Miller knew."),
        ("en", "Was it Frederick I? | It was. | 1849 came."),
        ("en", "He said no. | Then he left for the U.S. in May."),
        ("fr", "« Qui est là ? » demanda-t-il. | Personne."),
        ("fr", "« Bonjour ! » | Il part. | « Adieu. » | Fin."),
    ]

    @Test(arguments: texts) func `ends where a reader ends it`(_ language: String, _ text: String) {
        // A dash alone is no sentence: it goes with the next one.
        let expected = text.replacing("– | ", with: "– ").split(separator: " | ").map(String.init)
        let paragraph = expected.joined(separator: " ")
        #expect(sentences(of: paragraph, language: Language(tag: language)) == expected)
    }

    @Test(arguments: ["***", "a", ". . .", "– – Wort. – –", "A. B. C.", "?! ?! Wer. …"]) func `nothing is lost`(
        _ text: String
    ) {
        #expect(sentences(of: text, language: Language(tag: "de")).joined(separator: " ") == text)
    }

    @Test func `a language has voices by its subtags`() {
        #expect(Language(tag: "de-AT-x-leicht").candidates == ["de-at", "de"])
        #expect(Language(tag: "de").candidates == ["de"])
        #expect(Language(tag: "de-x-leicht").isEasy && Language(tag: "de-simple").isEasy)
        #expect(!Language(tag: "de-AT").isEasy && !Language(tag: "de").isEasy)
    }

    @Test func `the nearest voice is found in the list`() {
        let voices = Voices(
            table: """
                Pty Language       Age/Gender VoiceName          File                 Other Languages
                 5  de              --/M      German             gmw/de               
                 6  de-at           --/F      german-mbrola-1    mb/mb-de1            
                 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
                 2  en-gb           --/M      English_(Great_Britain) gmw/en           (en 2)
                 5  nb              --/M      Norwegian_Bokmål  gmq/nb               (no 5)
                """
        )
        let names = ["de-AT", "de-x-leicht", "en", "en-US", "en-AU", "no", "tlh"].map {
            voices.name(for: Language(tag: $0))
        }
        #expect(names == ["de", "de", "en-gb", "en-us", "en-gb", "nb", nil])
    }
}
