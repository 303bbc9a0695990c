extension TourManifest {
    /// Who is to be named for what: a line for each epoch, in the tour's first language.
    ///
    /// Place, years, credit, licence, source, certainty; what an older bundle does not say is left out.
    package var attributionList: String {
        let words = ExportWords(language: languages.first ?? "")
        return places.flatMap { place in
            place.epochs.map { epoch in
                let parts = [epoch.credit, epoch.licence, epoch.source, words.certainty(epoch)]
                return "\(name(of: place)), \(words.years(epoch)): "
                    + parts.compactMap { $0.map(onOneLine) }.joined(separator: " · ")
            }
        }
        .joined(separator: "\n")
    }

    /// In the tour's first language.
    func name(of place: Place) -> String {
        onOneLine(languages.first.flatMap { place.title[$0] } ?? place.id)
    }
}

private func onOneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
