import Testing
import Tour

import Narration

struct CaptionTests {
    private func script(_ text: String) throws -> NarrationScript {
        try NarrationScript(bytes: Array(text.utf8), file: "script.txt")
    }

    @Test func `a short sentence is one caption in lines of one length`() {
        #expect(captionPieces(of: "Hier steht die Pfalz.") == ["Hier steht die Pfalz."])
        let sentence = "Auf diesem Hügel ließ der Kaiser Friedrich Barbarossa seine Pfalz errichten."
        #expect(captionPieces(of: sentence) == [sentence])
        let words = sentence.split(separator: " ")
        #expect(
            CaptionLines.lines(of: words[...]) == [
                "Auf diesem Hügel ließ der Kaiser Friedrich", "Barbarossa seine Pfalz errichten.",
            ]
        )
    }

    @Test func `lines break rather after a comma`() {
        let words = "Wer im Hof stand, der sah die Kaiserin am Fenster".split(separator: " ")
        #expect(CaptionLines.lines(of: words[...]) == ["Wer im Hof stand,", "der sah die Kaiserin am Fenster"])
    }

    @Test func `a long sentence is parted where one pauses`() {
        let parts = [
            "Als der Kaiser im Sommer mit seinem ganzen Hof in die kleine Stadt am Bach kam,",
            "standen die Leute dicht gedrängt an den Mauern und warteten auf sein Pferd.",
        ]
        #expect(captionPieces(of: parts.joined(separator: " ")) == parts)
    }

    @Test func `without a pause it is parted before a short word, and not after it`() throws {
        let sentence =
            "Der Weg führte damals an den hölzernen Buden der Händler vorbei bis hinunter zu dem kleinen Bach am Rand der Stadt."
        let pieces = captionPieces(of: sentence)
        #expect(pieces.count == 2 && pieces.joined(separator: " ") == sentence)
        let last = try #require(pieces[0].split(separator: " ").last)
        #expect(last.count > 3)
        #expect(pieces.allSatisfy { $0.count >= 24 })
    }

    /// Words of all lengths in all orders, by a generator of Lehmer's.
    @Test(arguments: 1...40) func `every piece fits, and nothing is lost`(_ seed: Int) {
        var state = seed
        func random(_ count: Int) -> Int {
            state = state * 48_271 % 2_147_483_647
            return state % count
        }
        let words = (0..<random(120) + 1).map { _ in
            String(repeating: "x", count: random(12) + 1 + (random(40) == 0 ? 60 : 0)) + ["", "", "", ","][random(4)]
        }
        let pieces = captionPieces(of: words.joined(separator: " "))
        #expect(pieces.joined(separator: " ") == words.joined(separator: " "))
        for piece in pieces {
            let lines = CaptionLines.lines(of: piece.split(separator: " ")[...])
            #expect(lines.map { $0.count <= 2 } == true)
            #expect(lines?.allSatisfy { $0.count <= 42 || !$0.contains(" ") } == true)
        }
    }

    @Test func `paragraphs are parted by empty lines, and lines are joined`() throws {
        let script = try script("\u{FEFF}Eins zwei\r\n  drei.\r\n\r\n \t\r\nVier\u{A0}fünf.\nSechs.\n")
        #expect(script.paragraphs == ["Eins zwei drei.", "Vier\u{A0}fünf. Sechs."])
        let utterances = script.utterances(Language(tag: "de"))
        #expect(utterances.map(\.text) == ["Eins zwei drei.", "Vier\u{A0}fünf.", "Sechs."])
        #expect(utterances.map(\.pause) == [.paragraph, .sentence, .end])
    }

    @Test(arguments: [
        ("", TourFinding.Code.emptyFile), (" \n\n", .emptyFile), ("* * *\n", .emptyFile), ("a\u{1}b", .notText),
    ])
    func `what cannot be spoken is told`(_ text: String, _ code: TourFinding.Code) {
        let error = #expect(throws: TourError.self) { try script(text) }
        #expect(error?.findings.map(\.code) == [code])
        #expect(error?.findings.first?.file == "script.txt")
    }

    @Test func `bytes that are no UTF-8 are told with their line`() {
        let error = #expect(throws: TourError.self) {
            try NarrationScript(bytes: Array("eins\nzw".utf8) + [0xE4], file: "script.txt")
        }
        #expect(error?.findings.first?.mark?.line == 2)
    }

    @Test func `a piece is spoken as one that goes on, and brackets are no phonemes`() {
        #expect(Utterance(text: "vorbei bis hinunter", pause: .breath).spoken == "vorbei bis hinunter,")
        #expect(Utterance(text: "vorbei,", pause: .breath).spoken == "vorbei,")
        #expect(
            Utterance(text: "Ein [[Wort]] mit Trenn\u{AD}strich.", pause: .end).spoken
                == "Ein [ [Wort]] mit Trennstrich."
        )
    }
}
