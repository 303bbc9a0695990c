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
        let places = mapping.required("places", ListReader.nonEmpty.each(.mapping("place", Place.init)))
        guard let languages, let id, let title, let places else { return nil }
        self.init(
            file: mapping.context.file,
            id: id,
            title: title,
            languages: languages,
            route: route,
            speedKilometresPerHour: speed ?? Self.defaultSpeed,
            map: map,
            places: places,
            references: [],
            marks: mapping.marks
        )
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
