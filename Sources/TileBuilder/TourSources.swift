internal import Foundation
internal import Panorama
internal import Tour
internal import TourBundle

/// The files that a tour names, known by their content, and what is made of them.
struct TourSources {
    struct Panorama {
        /// Its picture as the tour names it, or the uppermost of several.
        let name: String
        let source: SphereSource
        let key: Digest
    }

    struct Media {
        let name: String
        let path: String
        /// As in HTTP's `Content-Type`.
        let type: String
        let digest: Digest
    }

    /// In the order of the document, each once.
    let panoramas: [Panorama]
    /// Of all epochs, in the order of the document.
    let epochs: [EpochSpheres]
    /// In the order of the document.
    let media: [Media]
    let map: BaseMapSource?

    /// What turned out to be doubtful in the pictures.
    var doubts: [TourFinding] { epochs.flatMap(\.doubts) }

    /// Digests by resolved path.
    var mediaDigests: [String: Digest] { Dictionary(media.map { ($0.path, $0.digest) }) { first, _ in first } }

    /// By what panoramas are made of.
    var keys: [SphereSource: Digest] { Dictionary(uniqueKeysWithValues: panoramas.map { ($0.source, $0.key) }) }

    /// - Parameters:
    ///   - map: what lies in the map's files, without an error.
    ///   - looking: called with the path of every picture.
    /// - Throws: `TileBuilderError` where a file cannot be read or it is not clear how a picture lies, `ImageCodingError`, or
    ///   `CancellationError`.
    init(
        _ document: TourDocument,
        map: BaseMapFiles,
        settings: TileSettings,
        ledger: inout SourceLedger,
        looking: (String) -> Void
    ) throws {
        var panoramas: [Panorama] = []
        var epochs: [EpochSpheres] = []
        var media: [Media] = []
        var seen: Set<SphereSource> = []
        var names: [String: String] = [:]
        for place in document.places {
            for epoch in place.epochs {
                // Before anything is read of them: whatever changes later is found out.
                for name in epoch.picture.paths {
                    let path = document.resolve(name)
                    looking(path)
                    _ = try ledger.digest(of: path)
                    names[path] = name
                }
                let spheres = try EpochSpheres(document, place, epoch, settings)
                epochs.append(spheres)
                for source in spheres.all where seen.insert(source).inserted {
                    let lines = try source.lines { try ledger.digest(of: $0) }
                    let key = SourceKey.key(lines, settings: settings)
                    let name = names[source.mainFile] ?? source.mainFile
                    panoramas.append(Panorama(name: name, source: source, key: key))
                }
                for name in [epoch.narration, epoch.captions].flatMap({ sortedPaths($0) }) {
                    let path = document.resolve(name)
                    let digest = try ledger.digest(of: path)
                    media.append(Media(name: name, path: path, type: try mediaType(of: path), digest: digest))
                }
            }
        }
        self.panoramas = panoramas
        self.epochs = epochs
        self.media = media
        self.map = try BaseMapSource(document, map, ledger: &ledger)
    }
}

extension TourDocument.Picture {
    /// As the document names them.
    fileprivate var paths: [String] {
        switch self {
        case .panorama(let panorama): [panorama.path]
        case .photo(let photos): photos.map(\.path)
        }
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
