extension TourDocument.Epoch {
    init?(_ mapping: inout MappingReader) {
        let id = mapping.required("id", .identifier)
        let years = TourDocument.Years(&mapping)
        let picture = TourDocument.Picture(&mapping)
        let heading = mapping.optional("heading_deg", .heading)
        let credit = mapping.required("credit", .text)
        let licence = mapping.required("licence", .text)
        let source = mapping.optional("source", .text)
        let certainty: TourDocument.Certainty? = mapping.optional("certainty", .choice)
        let narration = mapping.optional("narration", .files(.narration))
        let captions = mapping.optional("captions", .files(.captions))
        let hotspots = mapping.optional(
            "hotspots",
            ListReader.plain.each(.mapping("hotspot", TourDocument.Hotspot.init))
        )
        guard let id, let years, let picture, let credit, let licence else {
            return nil
        }
        self.init(
            id: id,
            years: years,
            picture: picture,
            headingDegrees: heading,
            credit: credit,
            licence: licence,
            source: source,
            certainty: certainty,
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
        let panorama = epoch.optional("panorama", .path(.panorama))
        let photo = epoch.optional("photo", .mapping("photo", TourDocument.Photo.init))
        epoch.exactlyOne(of: ["panorama"], ["photo"])
        guard let picture = panorama.map(Self.panorama) ?? photo.map(Self.photo) else { return nil }
        self = picture
    }
}
