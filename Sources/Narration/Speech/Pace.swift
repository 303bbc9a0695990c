/// How fast a text is spoken, and with which pauses.
package struct Pace: Sendable, Hashable {
    /// Of the voice, about.
    package let wordsPerMinute: Int
    /// Milliseconds; ``Utterance/Pause``.
    let breath: Int
    package let sentence: Int
    package let paragraph: Int
    /// Milliseconds before the first word, and after the last one.
    let edge = 250

    /// For listeners who look round meanwhile; for easy language a fifth slower, with twice the pauses.
    ///
    /// - Parameter wordsPerMinute: of languages that are not easy; nil for the usual.
    package init(_ language: Language, wordsPerMinute: Int?) {
        let rate = wordsPerMinute ?? Self.usualRate
        self.wordsPerMinute = language.isEasy ? max(Self.rates.lowerBound, rate * 4 / 5) : rate
        let factor = language.isEasy ? 2 : 1
        (breath, sentence, paragraph) = (150 * factor, 450 * factor, 900 * factor)
    }

    /// Words a minute.
    static let usualRate = 150
    /// What the voice can.
    static let rates = 80...450

    /// Milliseconds.
    func length(of pause: Utterance.Pause) -> Int {
        switch pause {
        case .breath: breath
        case .sentence: sentence
        case .paragraph: paragraph
        case .end: edge
        }
    }
}
