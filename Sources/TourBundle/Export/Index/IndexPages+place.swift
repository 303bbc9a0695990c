// The page of a place.
extension IndexPages {
    func page(ofPlace number: Int, in edition: IndexEdition) throws(EncodingError) -> IndexPage {
        let place = tour.places[number]
        let title = edition.title(of: place)
        let transcript = place.epochs.lazy.compactMap { self.transcript(of: $0, in: edition) }.first
        let summary = edition.summary(of: place, transcript: transcript)
        return IndexPage(
            edition: edition,
            path: edition.path(of: place),
            versions: editions.map { ($0, $0.path(of: place)) },
            title: "\(title) · \(edition.title)",
            description: summary,
            home: "<a href=\"/\(edition.path)\">\(edition.title)</a>\n",
            data: try LinkedData.script(described(place, summary, in: edition)),
            content: """
                <h1>\(title)</h1>
                \(place.epochs.map { article($0, of: place, in: edition) })\(neighbours(of: number, in: edition))
                """
        )
    }

    private func article(_ epoch: TourManifest.Epoch, of place: TourManifest.Place, in edition: IndexEdition) -> Markup
    {
        let (words, years) = (edition.words, edition.words.years(epoch))
        let look = words.chosen("Umsehen: \(years)", "Look round: \(years)")
        let spoken = transcript(of: epoch, in: edition).map { text -> Markup in "<p>\(text)</p>\n" }
        return """
            <article id="\(epoch.id)">
            <h2>\(years)</h2>
            <a class="look" href="\(edition.player(at: place, epoch))">\(decoration(epoch))<span>\(look)</span></a>
            <div>
            \(spoken)<dl>
            \(origin(of: epoch, in: place, words))</dl>
            </div>
            </article>

            """
    }

    /// Where the picture comes from.
    private func origin(of epoch: TourManifest.Epoch, in place: TourManifest.Place, _ words: ExportWords) -> [Markup] {
        let picture = owner(of: epoch)
        let around = place.epochs(below: epoch).map { base -> Markup in
            "<dd>\(words.years(base)): \(owner(of: base))</dd>\n"
        }
        let lines: [Markup?] = [
            line(words.chosen("Bild", "Picture"), picture),
            around.isEmpty ? nil : "<dt>\(words.chosen("Umgebung", "Surroundings"))</dt>\n\(around)",
            epoch.source.map { line(words.chosen("Quelle", "Source"), "\($0)") },
            words.certainty(epoch).map { line(words.chosen("Gewissheit", "Certainty"), "\($0)") },
            words.restored(epoch).map { line(words.chosen("Restauriert", "Restored"), "\($0)") },
        ]
        return lines.compactMap(\.self)
    }

    private func line(_ name: String, _ value: Markup) -> Markup { "<dt>\(name)</dt>\n<dd>\(value)</dd>\n" }

    private func owner(of epoch: TourManifest.Epoch) -> Markup {
        let licence = rightsURI(of: epoch.licence).map { uri -> Markup in
            "<a rel=\"license\" href=\"\(uri)\">\(epoch.licence)</a>"
        }
        return "\(epoch.credit), \(licence ?? "\(epoch.licence)")"
    }

    private func neighbours(of number: Int, in edition: IndexEdition) -> Markup? {
        func link(_ neighbour: Int, _ words: String) -> Markup? {
            guard tour.places.indices.contains(neighbour) else { return nil }
            let place = tour.places[neighbour]
            return "<li><a href=\"/\(edition.path(of: place))\">\(words): \(edition.title(of: place))</a></li>\n"
        }
        guard tour.places.count > 1 else { return nil }
        let words = edition.words
        return """
            <nav class="way" aria-label="\(words.chosen("Weitere Orte", "More places"))">
            <ul>
            \(link(number - 1, words.chosen("Zurück", "Previous")))\(link(number + 1, words.chosen("Weiter", "Next")))</ul>
            </nav>
            """
    }

    private func described(_ place: TourManifest.Place, _ summary: String, in edition: IndexEdition)
        -> LinkedData.Attraction
    {
        var attraction = attraction(place, in: edition)
        attraction.context = "https://schema.org"
        attraction.description = summary
        attraction.availableLanguage = tour.languages
        attraction.subjectOf = place.epochs.map { epoch in
            LinkedData.Work(
                name: "\(edition.title(of: place)), \(edition.words.years(epoch))",
                temporalCoverage: isoYears(epoch),
                creditText: epoch.credit,
                license: rightsURI(of: epoch.licence),
                image: picture(of: epoch).flatMap { url($0.path) }
            )
        }
        return attraction
    }
}

/// ISO 8601: a year, or two with a slash between.
private func isoYears(_ epoch: TourManifest.Epoch) -> String {
    let years = epoch.fromYear == epoch.toYear ? [epoch.fromYear] : [epoch.fromYear, epoch.toYear]
    return years.map(isoYear).joined(separator: "/")
}
