/// What of a tour is to be spoken, and how; nil for all of a kind.
package struct NarrationWish: Sendable {
    package var place: String?
    package var epoch: String?
    package var language: String?
    /// Of languages that are not easy.
    package var wordsPerMinute: Int?
    /// Whether somebody's work may be overwritten.
    package var replaces: Bool

    package init(place: String?, epoch: String?, language: String?, wordsPerMinute: Int?, replaces: Bool) {
        self.place = place
        self.epoch = epoch
        self.language = language
        self.wordsPerMinute = wordsPerMinute
        self.replaces = replaces
    }

    /// Words a minute that the voice can.
    package static let rates = Pace.rates
    package static let usualRate = Pace.usualRate
}
