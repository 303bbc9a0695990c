// The page of the tour.
extension IndexPages {
    func tourPage(in edition: IndexEdition) throws(EncodingError) -> IndexPage {
        IndexPage(
            edition: edition,
            path: edition.path,
            versions: editions.map { ($0, $0.path) },
            title: edition.title,
            description: edition.summary,
            home: nil,
            data: try LinkedData.script(trip(in: edition)),
            content: """
                <h1>\(edition.title)</h1>
                <p class="lead">\(edition.summary)</p>
                <p><a class="primary" href="\(edition.player())">\(edition.words.chosen("Umsehen", "Look round"))</a></p>
                <ol class="places">
                \(tour.places.map { entry($0, in: edition) })</ol>
                """
        )
    }

    private func entry(_ place: TourManifest.Place, in edition: IndexEdition) -> Markup {
        let shown = place.epochs.first { $0.id == place.first } ?? place.epochs.first
        return """
            <li><a href="/\(edition.path(of: place))">\(shown.flatMap(decoration))<strong>\(edition.title(of: place))</strong>
            <span>\(place.epochs.map(edition.words.years).joined(separator: " · "))</span></a></li>

            """
    }

    private func trip(in edition: IndexEdition) -> LinkedData.Trip {
        let stops = tour.places.enumerated().map { number, place in
            LinkedData.Stop(position: number + 1, item: attraction(place, in: edition))
        }
        return LinkedData.Trip(
            name: edition.title,
            description: edition.summary,
            url: url(edition.path),
            itinerary: LinkedData.Itinerary(numberOfItems: stops.count, itemListElement: stops)
        )
    }

    func attraction(_ place: TourManifest.Place, in edition: IndexEdition) -> LinkedData.Attraction {
        LinkedData.Attraction(
            name: edition.title(of: place),
            url: url(edition.path(of: place)),
            geo: LinkedData.Point(latitude: place.location.latitudeDeg, longitude: place.location.longitudeDeg)
        )
    }

    /// A picture whose words stand beside it.
    func decoration(_ epoch: TourManifest.Epoch) -> Markup? {
        picture(of: epoch).map { path, side in
            "<img src=\"/\(path)\" alt=\"\" width=\"\(side)\" height=\"\(side)\" loading=\"lazy\">"
        }
    }
}
