internal import Foundation
internal import Tour
internal import TourBundle

extension TourBuilder {
    /// The tour as headsets need it. Sound and captions are stored on the way.
    func manifest(panoramas: [String: Digest], writer: BundleWriter) throws -> TourManifest {
        TourManifest(
            id: document.id,
            title: document.title.values,
            languages: document.languages,
            places: try document.places.map { place in
                TourManifest.Place(
                    id: place.id,
                    title: place.title.values,
                    location: TourManifest.Location(
                        latitudeDeg: place.location.latitudeDegrees,
                        longitudeDeg: place.location.longitudeDegrees
                    ),
                    comfort: place.comfort.rawValue,
                    epochs: try place.epochs.compactMap { try self.epoch($0, panoramas: panoramas, writer: writer) }
                )
            }
        )
    }

    private func epoch(
        _ epoch: TourDocument.Epoch,
        panoramas: [String: Digest],
        writer: BundleWriter
    ) throws -> TourManifest.Epoch? {
        guard case .panorama(let path) = epoch.picture, let panorama = panoramas[document.resolve(path)] else {
            return nil
        }
        return TourManifest.Epoch(
            id: epoch.id,
            fromYear: epoch.years.from,
            toYear: epoch.years.to,
            circa: epoch.years.isCirca,
            panorama: panorama,
            headingDeg: epoch.headingDegrees ?? 0,
            credit: epoch.credit,
            licence: epoch.licence,
            source: epoch.source,
            narration: try store(epoch.narration, in: writer),
            captions: try store(epoch.captions, in: writer)
        )
    }

    private func store(_ files: TourDocument.Localized?, in writer: BundleWriter) throws -> [String: Digest] {
        var digests: [String: Digest] = [:]
        for (language, path) in (files?.values ?? [:]).sorted(by: { $0.key < $1.key }) {
            let resolved = document.resolve(path)
            digests[language] = try writer.addMedia(
                Array(try readFile(resolved)),
                mediaType: try mediaType(of: resolved),
                name: path
            )
        }
        return digests
    }

    /// Before anything is built, that no sound is of a kind that cannot be played.
    static func checkMedia(of document: TourDocument) throws(TileBuilderError) {
        for reference in document.references where [.narration, .captions].contains(reference.kind) {
            _ = try mediaType(of: document.resolve(reference.path))
        }
    }
}

/// By the file's ending.
private func mediaType(of path: String) throws(TileBuilderError) -> String {
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "mp3": "audio/mpeg"
    case "ogg", "opus": "audio/ogg"
    case "m4a": "audio/mp4"
    case "wav": "audio/wav"
    case "vtt": "text/vtt"
    default:
        throw .unsupported(
            place: path,
            what: "not a kind of file that browsers play; give MP3, Ogg, Opus, M4A, WAV or VTT"
        )
    }
}
