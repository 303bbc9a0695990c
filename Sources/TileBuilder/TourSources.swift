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

    struct Epoch {
        let place: String
        let id: String
        let spheres: EpochSpheres
    }

    /// In the order of the document, each once.
    private(set) var panoramas: [Panorama] = []
    /// In the order of the document, without those that are poisoned.
    private(set) var epochs: [Epoch] = []
    /// Whose pictures cannot be laid together; none unless they are isolated.
    private(set) var poisoned: [PoisonedPanorama] = []
    /// In the order of the document.
    private(set) var media: [Media] = []
    private(set) var map: BaseMapSource?
    private let document: TourDocument
    private let settings: TileSettings
    private var seen: Set<SphereSource> = []

    /// What turned out to be doubtful in the pictures.
    var doubts: [TourFinding] { epochs.flatMap(\.spheres.doubts) }

    /// Digests by resolved path.
    var mediaDigests: [String: Digest] { Dictionary(media.map { ($0.path, $0.digest) }) { first, _ in first } }

    /// By what panoramas are made of.
    var keys: [SphereSource: Digest] { Dictionary(uniqueKeysWithValues: panoramas.map { ($0.source, $0.key) }) }

    /// - Parameters:
    ///   - map: what lies in the map's files, without an error.
    ///   - isolatesFaults: whether an epoch whose pictures are at fault is left out and told; else it ends this.
    ///   - looking: called with the path of every picture.
    /// - Throws: `TileBuilderError` where a file cannot be read or it is not clear how a picture lies, `ImageCodingError`, or
    ///   `CancellationError`.
    init(
        _ document: TourDocument,
        map: BaseMapFiles,
        settings: TileSettings,
        isolatesFaults: Bool = false,
        ledger: inout SourceLedger,
        looking: (String) -> Void
    ) throws {
        (self.document, self.settings) = (document, settings)
        for place in document.places {
            for epoch in place.epochs {
                // Before anything is read of them: whatever changes later is found out.
                for path in epoch.picture.paths.map(document.resolve) {
                    looking(path)
                    _ = try ledger.digest(of: path)
                }
                do {
                    try addPanoramas(of: epoch, place, &ledger)
                } catch {
                    guard isolatesFaults, let reason = document.pictureFault(error) else { throw error }
                    poisoned.append(PoisonedPanorama(picture: epoch.picture.paths.last ?? epoch.id, reason: reason))
                }
                try addMedia(of: epoch, &ledger)
            }
        }
        self.map = try BaseMapSource(document, map, ledger: &ledger)
    }

    private mutating func addPanoramas(
        of epoch: TourDocument.Epoch,
        _ place: TourDocument.Place,
        _ ledger: inout SourceLedger
    ) throws {
        let spheres = try EpochSpheres(document, place, epoch, settings)
        epochs.append(Epoch(place: place.id, id: epoch.id, spheres: spheres))
        for source in spheres.all where seen.insert(source).inserted {
            let lines = try source.lines { try ledger.digest(of: $0) }
            let key = SourceKey.key(lines, settings: settings)
            panoramas.append(Panorama(name: document.name(of: source.mainFile), source: source, key: key))
        }
    }

    private mutating func addMedia(of epoch: TourDocument.Epoch, _ ledger: inout SourceLedger) throws {
        for name in [epoch.narration, epoch.captions].flatMap({ sortedPaths($0) }) {
            let path = document.resolve(name)
            let digest = try ledger.digest(of: path)
            media.append(Media(name: name, path: path, type: try mediaType(of: path), digest: digest))
        }
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
