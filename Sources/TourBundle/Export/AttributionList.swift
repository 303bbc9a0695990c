extension TourManifest {
    /// Who is to be named for what: a line for each epoch, in the tour's first language.
    ///
    /// Place, years, credit, licence, source, certainty, and credit and licence of what surrounds a picture; what an older bundle does
    /// not say is left out.
    package var attributionList: String {
        let words = ExportWords(language: languages.first ?? "")
        return places.flatMap { place in
            place.epochs.map { epoch in
                let below = place.epochs(below: epoch).map { "\($0.credit), \($0.licence)" }
                let around =
                    below.isEmpty
                    ? nil : "\(words.chosen("Umgebung", "surroundings")): \(below.joined(separator: "; "))"
                let parts = [epoch.credit, epoch.licence, epoch.source, words.certainty(epoch), around]
                return "\(name(of: place)), \(words.years(epoch)): "
                    + parts.compactMap { $0.map(onOneLine) }.joined(separator: " · ")
            }
        }
        .joined(separator: "\n")
    }

    /// In the tour's first language.
    package func name(of place: Place) -> String {
        onOneLine(languages.first.flatMap { place.title[$0] } ?? place.id)
    }
}

extension TourManifest.Place {
    /// Whose panoramas are seen around the pictures of an epoch, from the nearest to the farthest, for one may lie over another.
    func epochs(below epoch: TourManifest.Epoch) -> [TourManifest.Epoch] {
        var below: [TourManifest.Epoch] = []
        var over = epoch.over
        // No bundle of ours goes round in a ring.
        while below.count < epochs.count, let next = epochs.first(where: { $0.id == over }) {
            below.append(next)
            over = next.over
        }
        return below
    }
}

private func onOneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
