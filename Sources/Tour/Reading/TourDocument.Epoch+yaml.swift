extension TourDocument.Epoch {
    init?(_ mapping: inout MappingReader) {
        let id = mapping.required("id", .identifier)
        let years = TourDocument.Years(&mapping)
        let picture = TourDocument.Picture(&mapping)
        let heading = mapping.optional("heading_deg", .heading)
        let credit = mapping.optional("credit", .text)
        let licence = mapping.optional("licence", .text)
        let source = mapping.optional("source", .text)
        let certainty: TourDocument.Certainty? = mapping.optional("certainty", .choice)
        mapping.demandAttribution()
        let script = mapping.optional("script", .files(.script))
        let narration = mapping.optional("narration", .files(.narration))
        let captions = mapping.optional("captions", .files(.captions))
        let hotspots = mapping.optional(
            "hotspots",
            ListReader.plain.each(.mapping("hotspot", TourDocument.Hotspot.init))
        )
        if let picture { mapping.checkHeading(with: picture) }
        guard let id, let years, let picture, let credit, let licence, let source, let certainty else { return nil }
        self.init(
            id: id,
            years: years,
            picture: picture,
            headingDegrees: heading,
            credit: credit,
            licence: licence,
            source: source,
            certainty: certainty,
            script: script,
            narration: narration,
            captions: captions,
            hotspots: hotspots ?? [],
            marks: mapping.marks
        )
    }
}

extension TourDocument.Years {
    /// From the keys of an epoch.
    fileprivate init?(_ epoch: inout MappingReader) {
        let year = epoch.optional("year", .year)
        let first = epoch.optional("from", .year)
        let last = epoch.optional("to", .year)
        let isCirca = epoch.optional("circa", .flag) ?? false
        epoch.exactlyOne(of: ["year"], ["from", "to"])
        guard let from = year ?? first, let to = year ?? last else { return nil }
        guard from <= to else {
            epoch.context.report(
                .wrongOrder,
                at: epoch.marks["from"],
                "`from` is \(from), after `to`, which is \(to)",
                advice: "write the earlier year first, with years BC negative"
            )
            return nil
        }
        self.init(from: from, to: to, isCirca: isCirca)
    }
}

extension TourDocument.Picture {
    /// From the keys of an epoch.
    fileprivate init?(_ epoch: inout MappingReader) {
        let panorama = epoch.optional("panorama", .panorama)
        let photos = epoch.optional("photo", .photos)
        epoch.exactlyOne(of: ["panorama"], ["photo"])
        guard let picture = panorama.map(Self.panorama) ?? photos.map(Self.photo) else { return nil }
        self = picture
    }
}

extension MappingReader {
    /// Passengers are told whose picture they see and how far it is known, so every epoch has to say it.
    fileprivate mutating func demandAttribution() {
        let meanings = [
            ("credit", "whom to name"), ("licence", "the terms under which it may be shown"),
            ("source", "archive and signature, or how the picture came about"),
            ("certainty", quoted(TourDocument.Certainty.allCases.map(\.rawValue), " or ")),
        ]
        demand(meanings.map(\.0)) { [context, marks] missing in
            let lines = meanings.filter { missing.contains($0.0) }.map { "`\($0.0):` (\($0.1))" }
            context.report(
                .incompleteAttribution,
                at: marks.mapping,
                "this epoch has no \(quoted(missing, " and no "))",
                advice: "add \(lines.joined(separator: ", "))"
            )
        }
    }

    /// A base tells the heading of all that lies in its frame.
    fileprivate func checkHeading(with picture: TourDocument.Picture) {
        guard has("heading_deg"), let base = picture.base, picture.isPlaced else { return }
        report(
            .contradiction,
            at: "heading_deg",
            "`heading_deg` stands beside a picture that lies `on` '\(abridged(base))', which tells the heading",
            advice: "remove it"
        )
    }
}

extension TourDocument.Picture {
    /// Whether it is said how it lies in the frame of its base, if it has one.
    fileprivate var isPlaced: Bool {
        switch self {
        case .panorama(let panorama): panorama.placement != nil
        case .photo: true
        }
    }
}
