package import Tour

/// What is spoken in one go and read in one caption.
package struct Utterance: Sendable, Hashable {
    package enum Pause: Sendable {
        /// Within a sentence.
        case breath
        case sentence
        case paragraph
        /// After the last one.
        case end
    }

    /// As it stands in the script.
    package let text: String
    package let pause: Pause

    package init(text: String, pause: Pause) {
        self.text = text
        self.pause = pause
    }

    /// What a voice is given: a piece of a sentence keeps the melody of what goes on.
    package var spoken: String {
        // The voice would take them for phonemes, and a soft hyphen for a sign.
        let plain = text.replacing("[[", with: "[ [").replacing("\u{AD}", with: "")
        guard pause == .breath, let last = plain.last, last.isSpoken || last == "'" else { return plain }
        return plain + ","
    }
}

extension NarrationScript {
    /// In the order in which they are spoken; joined by spaces they are the script again.
    package func utterances(_ language: Language) -> [Utterance] {
        var utterances: [Utterance] = []
        for (index, paragraph) in paragraphs.enumerated() {
            let sentences = sentences(of: paragraph, language: language)
            for (number, sentence) in sentences.enumerated() {
                let isParagraph = number == sentences.count - 1
                let pause: Utterance.Pause =
                    !isParagraph ? .sentence : index == paragraphs.count - 1 ? .end : .paragraph
                let pieces = captionPieces(of: sentence)
                utterances += pieces.dropLast().map { Utterance(text: $0, pause: .breath) }
                utterances += pieces.suffix(1).map { Utterance(text: $0, pause: pause) }
            }
        }
        return utterances
    }
}
