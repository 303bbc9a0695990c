extension TourDocument {
    /// Kilometres an hour: what a bus does in town between its stops.
    static let defaultSpeed = 30.0

    init?(_ mapping: inout MappingReader) {
        let version = mapping.required("zeitreise", .formatVersion)
        if version == nil, mapping.keys.contains("zeitreise") {
            // What another format has to be is not known here.
            mapping.abandon()
            return nil
        }
        let languages = mapping.required("languages", .languages)
        mapping.context.languages = languages
        let id = mapping.required("id", .identifier)
        let title = mapping.required("title", .title)
        let route = mapping.optional("route", .path(.route))
        let speed = mapping.optional("speed_kmh", .number(in: 1...130))
        let map = mapping.optional("map", .mapping("map", BaseMap.init))
        let messages = mapping.optional("messages", .messages)
        let places = mapping.required("places", .places)
        guard let languages, let id, let title, let places else { return nil }
        self.init(
            file: mapping.context.file,
            id: id,
            title: title,
            languages: languages,
            route: route,
            speedKilometresPerHour: speed ?? Self.defaultSpeed,
            map: map,
            messages: messages ?? [],
            places: places,
            references: [],
            marks: mapping.marks
        )
    }
}

extension ValueReader<[TourDocument.Place]> {
    /// Of a large tour in which one place is wanted the others would take most of the time.
    fileprivate static var places: Self {
        ListReader.nonEmpty
            .then { places, list in
                guard let place = list.context.place else { return places }
                return places.filter { $0["id"]?.text == place }
            }
            .each(.mapping("place", TourDocument.Place.init))
    }
}

extension ValueReader<[TourDocument.Localized]> {
    /// More would not be found in a moving bus.
    private static var mostMessages: Int { 24 }

    fileprivate static var messages: Self {
        ListReader.plain
            .refusing(
                .outOfRange,
                "of more than \(mostMessages)",
                advice: "keep those that are needed",
                where: { $0.count > mostMessages }
            )
            .each(.message)
    }
}

extension ValueReader<Int> {
    fileprivate static var formatVersion: Self {
        let newest = TourDocument.formatVersion
        return Self(
            wanted: "the version of the format, \(newest)",
            advice: "write `zeitreise: \(newest)`",
            parse: { $0.plain.flatMap { Int($0) } }
        )
        .converting(
            .wrongVersion,
            "a format that this program does not know",
            advice: { version in
                version > newest
                    ? "this program reads up to \(newest): update it"
                    : "write `zeitreise: \(newest)`"
            },
            by: { (1...newest).contains($0) ? $0 : nil }
        )
    }
}
