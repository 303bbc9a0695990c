internal import Panorama

extension TourManifest {
    /// Places and epochs as a IIIF Presentation 3 manifest.
    ///
    /// - Parameters:
    ///   - panoramas: the panoramas of the epochs.
    ///   - address: of a server that serves the bundle, without a slash at the end.
    package func iiif(panoramas: [Digest: PanoramaManifest], at address: String) throws(EncodingError) -> String {
        try ExportJSON.text(IIIFManifest(self, panoramas: panoramas, at: address))
    }
}

extension IIIFManifest {
    init(_ tour: TourManifest, panoramas: [Digest: PanoramaManifest], at address: String) {
        id = "\(address)/iiif/manifest.json"
        label = texts(tour.title)
        let writers = tour.places.map { place in
            place.epochs.map { CanvasWriter(place, $0, panoramas[$0.panorama], at: address) }
        }
        items = writers.joined().map(\.canvas)
        structures = zip(tour.places, writers).map { place, writers in
            Range(
                id: "\(address)/iiif/range/\(place.id)",
                label: texts(place.title),
                items: writers.map { Range.Item(id: $0.id) }
            )
        }
    }
}

private func texts(_ values: [String: String]) -> IIIFManifest.Texts { values.mapValues { [$0] } }

/// What the program says itself, in each of its languages.
private func inWords(_ text: (ExportWords) -> String?) -> IIIFManifest.Texts {
    var texts: IIIFManifest.Texts = [:]
    for words in ExportWords.allCases { texts[words.rawValue] = text(words).map { [$0] } }
    return texts
}

/// Writes one epoch.
private struct CanvasWriter {
    let place: TourManifest.Place
    let epoch: TourManifest.Epoch
    let panorama: PanoramaManifest?
    let address: String

    init(_ place: TourManifest.Place, _ epoch: TourManifest.Epoch, _ panorama: PanoramaManifest?, at address: String) {
        (self.place, self.epoch, self.panorama, self.address) = (place, epoch, panorama, address)
    }

    var id: String { "\(address)/iiif/canvas/\(place.id)/\(epoch.id)" }

    /// The size is that of the preview, which is painted on it: six views of the sphere side by side.
    var canvas: IIIFManifest.Canvas {
        let side = PanoramaManifest.previewFaceSize
        return IIIFManifest.Canvas(
            id: id,
            label: label,
            height: side,
            width: 6 * side,
            summary: inWords {
                $0.chosen(
                    "Übersicht der ganzen Kugel in sechs Ansichten: vorn, rechts, hinten, links, oben, unten.",
                    "An overview of the whole sphere in six views: front, right, back, left, up, down."
                )
            },
            metadata: metadata,
            requiredStatement: line("Bildnachweis", "Attribution", ["none": [attribution]]),
            rights: rights,
            navDate: navDate,
            navPlace: navPlace,
            thumbnail: front.map { [$0] },
            rendering: [page],
            seeAlso: [tiles],
            items: preview.map { [painting($0)] } ?? []
        )
    }

    private var label: IIIFManifest.Texts {
        Dictionary(
            uniqueKeysWithValues: place.title.map { language, title in
                (language, ["\(title), \(ExportWords(language: language).years(epoch))"])
            }
        )
    }
}

// MARK: - What is said of it

extension CanvasWriter {
    private var metadata: [IIIFManifest.LabelledValue] {
        var lines = [line("Zeit", "Date", inWords { $0.years(epoch) })]
        if epoch.certainty != nil {
            lines.append(line("Gewissheit", "Certainty", inWords { $0.certainty(epoch) }))
        }
        if epoch.restored != nil {
            lines.append(line("Restauriert", "Restored", inWords { $0.restored(epoch) }))
        }
        lines.append(line("Lizenz", "Licence", ["none": [epoch.licence]]))
        if let source = epoch.source { lines.append(line("Quelle", "Source", ["none": [source]])) }
        let around = bases.map { base in
            line("Umgebung", "Surroundings", inWords { "\($0.years(base)): \(base.credit), \(base.licence)" })
        }
        return lines + around
    }

    private func line(_ german: String, _ english: String, _ value: IIIFManifest.Texts) -> IIIFManifest.LabelledValue {
        IIIFManifest.LabelledValue(label: inWords { $0.chosen(german, english) }, value: value)
    }

    /// The epochs whose panoramas surround the photographs: their authors are to be named as well.
    private var bases: [TourManifest.Epoch] { place.epochs(below: epoch) }

    private var attribution: String {
        ([epoch] + bases).map { "\($0.credit), \($0.licence)" }.joined(separator: "; ")
    }

    /// Only where all that is seen is under the same known licence.
    private var rights: String? {
        let own = rightsURI(of: epoch.licence)
        return bases.allSatisfy { rightsURI(of: $0.licence) == own } ? own : nil
    }

    /// The first moment of the first year. Before AD 1 there is none: the versions of XSD differ by a year there, and RFC
    /// 3339, which clients read, has no such dates. The years in words stand in the metadata.
    private var navDate: String? { epoch.fromYear > 0 ? "\(fourDigits(epoch.fromYear))-01-01T00:00:00Z" : nil }

    private var navPlace: IIIFManifest.FeatureCollection {
        let places = "\(address)/iiif/place/\(place.id)"
        return IIIFManifest.FeatureCollection(
            id: "\(places)/\(epoch.id)",
            features: [
                IIIFManifest.Feature(
                    id: "\(places)/\(epoch.id)/point",
                    geometry: PointGeometry(place.location),
                    properties: ["label": place.title.mapValues { [$0] }]
                )
            ]
        )
    }
}

// MARK: - What is seen of it

extension CanvasWriter {
    private var preview: IIIFManifest.Content? {
        panorama?.preview.map { path in
            let side = PanoramaManifest.previewFaceSize
            return IIIFManifest.Content(
                id: address + path,
                type: "Image",
                format: "image/jpeg",
                height: side,
                width: 6 * side
            )
        }
    }

    private func painting(_ content: IIIFManifest.Content) -> IIIFManifest.AnnotationPage {
        IIIFManifest.AnnotationPage(
            id: "\(id)/page",
            items: [IIIFManifest.Annotation(id: "\(id)/page/picture", body: content, target: id)]
        )
    }

    /// The view ahead, where there is something.
    private var front: IIIFManifest.Content? {
        guard let panorama, panorama.faces.contains("f") else { return nil }
        let path = panorama.path(of: TileAddress(level: 0, face: .front, row: 0, column: 0))
        return IIIFManifest.Content(
            id: address + path,
            type: "Image",
            format: panorama.mediaType,
            height: panorama.tileSizePx,
            width: panorama.tileSizePx
        )
    }

    /// Where one can look round.
    private var page: IIIFManifest.Content {
        IIIFManifest.Content(
            id: "\(address)/headset#place=\(place.id)&epoch=\(epoch.id)",
            type: "Text",
            format: "text/html",
            label: inWords { $0.chosen("Das Panorama zum Umsehen", "The panorama to look round in") }
        )
    }

    private var tiles: IIIFManifest.Content {
        IIIFManifest.Content(
            id: "\(address)/api/v1/panoramas/\(epoch.panorama)",
            type: "Dataset",
            format: "application/json",
            label: inWords { $0.chosen("Die Kacheln des Panoramas", "The panorama's tiles") }
        )
    }
}
