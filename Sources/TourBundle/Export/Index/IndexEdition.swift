internal import Foundation

/// A tour in one of its languages: the tour's own words, and where its pages are.
struct IndexEdition {
    let tour: TourManifest
    let language: String

    var words: ExportWords { ExportWords(language: language) }

    /// The first language's pages are at the top, the others' in a folder of their own.
    private var folder: String { language == tour.languages.first ? "" : "\(language)/" }

    var path: String { "\(folder)index.html" }

    func path(of place: TourManifest.Place) -> String { "\(folder)places/\(place.id).html" }

    /// Of the page to look round in.
    func player(at place: TourManifest.Place? = nil, _ epoch: TourManifest.Epoch? = nil) -> String {
        let (place, epoch) = (place.map { "#place=\($0.id)" } ?? "", epoch.map { "&epoch=\($0.id)" } ?? "")
        return "/headset/index.html?lang=\(language)\(place)\(epoch)"
    }

    /// Not `de-x-leicht`: what follows an `x` is agreed upon in private (BCP 47).
    var isOfKnownLanguage: Bool { !language.split(separator: "-").contains { $0.lowercased() == "x" } }

    /// As its speakers call it.
    var languageName: String {
        if language == "de-x-leicht" { return "Leichte Sprache" }
        return Locale(identifier: language).localizedString(forIdentifier: language) ?? language
    }

    var title: String { text(tour.title) ?? tour.id }

    func title(of place: TourManifest.Place) -> String { text(place.title) ?? place.id }

    /// In this language, or in the first.
    private func text(_ texts: [String: String]) -> String? {
        (own(texts) ?? tour.languages.first.flatMap { texts[$0] }).map { text in
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    /// In this language, or in the one that it is a kind of: who lacks easy German understands German.
    func own<Value>(_ values: [String: Value]) -> Value? {
        values[language] ?? values[String(language.prefix { $0 != "-" })]
    }
}

// MARK: - Descriptions

extension IndexEdition {
    /// What search engines show of a page.
    private static let longestDescription = 160
    private static let mostNames = 5

    var summary: String {
        let names = tour.places.map(title(of:))
        let most = names.prefix(Self.mostNames).joined(separator: ", ")
        let more = names.count > Self.mostNames ? words.chosen(" und weitere", " and more") : ""
        let places =
            names.count == 1
            ? words.chosen("Ein Ort, wie er früher war", "A place as it once was")
            : words.chosen("Orte, wie sie früher waren", "Places as they once were")
        return "\(places): \(most)\(more). \(panoramas)\(span)."
    }

    private var panoramas: String { words.chosen("Panoramen zum Umsehen", "Panoramas to look round in") }

    /// ", 980 to 2026".
    private var span: String {
        let epochs = tour.places.flatMap(\.epochs)
        guard let first = epochs.map(\.fromYear).min(), let last = epochs.map(\.toYear).max() else { return "" }
        let to = first == last ? "" : " \(words.chosen("bis", "to")) \(words.year(last))"
        return ", \(words.year(first))\(to)"
    }

    /// - Parameter transcript: of the place's first narration, if there is one.
    func summary(of place: TourManifest.Place, transcript: String?) -> String {
        guard let transcript else {
            let years = place.epochs.map(words.years).joined(separator: ", ")
            return "\(title(of: place)): \(panoramas), \(years)."
        }
        guard transcript.count > Self.longestDescription else { return transcript }
        let beginning = transcript.prefix(Self.longestDescription)
        return "\(beginning.prefix(upTo: beginning.lastIndex(of: " ") ?? beginning.endIndex)) …"
    }
}
