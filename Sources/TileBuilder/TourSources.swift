internal import Foundation
internal import Tour
internal import TourBundle

/// The files that a tour names, known by their content.
struct TourSources {
    struct Panorama {
        /// As the tour names it.
        let name: String
        /// As it is found from here.
        let path: String
        let key: Digest
    }

    struct Media {
        let name: String
        let path: String
        /// As in HTTP's `Content-Type`.
        let type: String
        let digest: Digest
    }

    /// In the order of the document, each picture once.
    let panoramas: [Panorama]
    /// In the order of the document.
    let media: [Media]

    /// Digests by resolved path.
    var mediaDigests: [String: Digest] { Dictionary(media.map { ($0.path, $0.digest) }) { first, _ in first } }

    /// - Parameter looking: called with the path of every picture.
    /// - Throws: `TileBuilderError` where a file cannot be read, or `CancellationError`.
    init(
        _ document: TourDocument,
        settings: TileSettings,
        ledger: inout SourceLedger,
        looking: (String) -> Void
    ) throws {
        var panoramas: [Panorama] = []
        var media: [Media] = []
        var seen: Set<String> = []
        for epoch in document.places.flatMap(\.epochs) {
            if case .panorama(let picture) = epoch.picture, seen.insert(document.resolve(picture.path)).inserted {
                let (name, path) = (picture.path, document.resolve(picture.path))
                looking(path)
                let key = SourceKey.key(files: [try ledger.digest(of: path)], settings: settings)
                panoramas.append(Panorama(name: name, path: path, key: key))
            }
            for name in [epoch.narration, epoch.captions].flatMap({ sortedPaths($0) }) {
                let path = document.resolve(name)
                let digest = try ledger.digest(of: path)
                media.append(Media(name: name, path: path, type: try mediaType(of: path), digest: digest))
            }
        }
        self.panoramas = panoramas
        self.media = media
    }
}

private func sortedPaths(_ files: TourDocument.Localized?) -> [String] {
    (files?.values ?? [:]).sorted { $0.key < $1.key }.map(\.value)
}

/// By the file's ending.
func mediaType(of path: String) throws(TileBuilderError) -> String {
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
