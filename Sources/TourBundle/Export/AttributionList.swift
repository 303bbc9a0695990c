extension TourManifest {
    /// Who is to be named for what: a line for each epoch, in the tour's first language.
    ///
    /// Place, years, credit, licence, source, certainty, and credit and licence of what surrounds a picture; what an older bundle does
    /// not say is left out.
    package var attributionList: String {
        let words = ExportWords(language: languages.first ?? "")
        return places.flatMap { place in
            place.epochs.map { epoch in
                let around = place.epoch(below: epoch).map {
                    "\(words.chosen("Umgebung", "surroundings")): \($0.credit), \($0.licence)"
                }
                let parts = [epoch.credit, epoch.licence, epoch.source, words.certainty(epoch), around]
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

extension TourManifest.Place {
    /// Whose panorama is seen around the pictures of an epoch; `nil` where none is.
    func epoch(below epoch: TourManifest.Epoch) -> TourManifest.Epoch? {
        epoch.over.flatMap { over in epochs.first { $0.id == over } }
    }
}

private func onOneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
