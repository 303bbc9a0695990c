internal import Foundation
internal import ImageCoding
internal import Panorama
internal import Tour
internal import TourBundle

/// What the headers say of the pictures and sounds that a tour names, as far as they are there.
struct TourFiles {
    private(set) var findings: [TourFinding] = []
    /// Seconds of sounds by resolved path, where they are known.
    private(set) var durations: [String: Double] = [:]
    /// Of panoramas by resolved path.
    private(set) var panoramas: [String: PanoramaSource] = [:]
    /// Of photos by resolved path.
    private(set) var photos: [String: ImageInfo] = [:]
    private let reading: TourReading
    /// Of the document, by resolved path, each as it stands there first.
    private let asPanoramas: [String: TourDocument.PanoramaPicture]
    private let limits: ImageLimits
    private let readsThrough: Bool

    /// - Parameter readsThrough: whether pictures of moderate size are decoded to their end.
    init(_ reading: TourReading, mostPixels: Int, readsThrough: Bool) {
        self.reading = reading
        asPanoramas = reading.document?.panoramas ?? [:]
        var settings = TileSettings()
        settings.mostPixels = mostPixels
        limits = settings.limits
        self.readsThrough = readsThrough
        var seen: Set<String> = []
        for reference in reading.references {
            let path = reading.resolve(reference.path)
            guard isFile(path), seen.insert("\(reference.kind) \(path)").inserted else { continue }
            switch reference.kind {
            case .panorama, .photo: readPicture(reference, path)
            case .script: readScript(path)
            case .narration: readSound(reference, path)
            case .captions: checkCaptions(reference, path)
            case .route, .map, .tiles, .zone: break
            }
        }
    }

    private mutating func readPicture(_ reference: TourDocument.Reference, _ path: String) {
        do {
            if reference.kind == .panorama {
                panoramas[path] = try panorama(path)
            } else {
                photos[path] = try ImageDecoder(path: path, limits: limits).info
            }
            if readsThrough { try readThrough(path, limits: limits) }
        } catch TileBuilderError.projection where asPanoramas[path] == nil {
            // What the document says of it is not known while there are mistakes.
        } catch {
            findings.append(TourFinding(error, of: reference, at: path, in: reading.file))
        }
    }

    /// Nil where control points are to tell how wide a cylinder is.
    private func panorama(_ path: String) throws -> PanoramaSource? {
        if let panorama = asPanoramas[path], panorama.isMeasured {
            _ = try ImageDecoder(path: path, limits: limits)
            return nil
        }
        let wish = asPanoramas[path]?.wish() ?? ProjectionWish()
        return try PanoramaSource(PictureFiles(picture: path), wish: wish, limits: limits)
    }

    private mutating func readScript(_ path: String) {
        do {
            _ = try NarrationScript.read(path: path)
        } catch {
            findings += error.findings
        }
    }

    private mutating func readSound(_ reference: TourDocument.Reference, _ path: String) {
        do throws(SoundDuration.Fault) {
            guard (try? mediaType(of: path))?.hasPrefix("audio/") == true else {
                throw SoundDuration.Fault(reason: "its name does not end as that of a sound that browsers play")
            }
            switch try SoundDuration.read(path) {
            case .seconds(let seconds): durations[path] = seconds
            case .unknown(let reason):
                report(
                    .unknownDuration,
                    reference,
                    "how long it takes cannot be known: \(reason)",
                    advice: "see for yourself that it ends before the next place is shown"
                )
            }
        } catch {
            report(.badSound, reference, error.reason, advice: "give MP3, Ogg, Opus, M4A or WAV")
        }
    }

    private mutating func checkCaptions(_ reference: TourDocument.Reference, _ path: String) {
        guard (try? mediaType(of: path)) == "text/vtt" else {
            return report(.badSound, reference, "its name does not end in .vtt", advice: "give captions as WebVTT")
        }
        let captions = (try? Data(contentsOf: URL(fileURLWithPath: path))).map { String(decoding: $0, as: UTF8.self) }
        guard let unknown = captions.map(unknownReferences), !unknown.isEmpty else { return }
        report(
            .unknownReference,
            reference,
            "\(unknown.joined(separator: ", ")): only browsers know what that is; pages of text keep it so",
            advice: "write the characters themselves, in UTF-8"
        )
    }

    private mutating func report(
        _ code: TourFinding.Code,
        _ reference: TourDocument.Reference,
        _ what: String,
        advice: String
    ) {
        findings.append(
            TourFinding(
                code: code,
                file: reading.file,
                mark: reference.mark,
                message: "\(reference.kind.rawValue) '\(reference.path)': \(what)",
                advice: advice
            )
        )
    }
}

extension TourDocument {
    fileprivate var panoramas: [String: PanoramaPicture] {
        let pictures = places.flatMap(\.epochs).compactMap { epoch -> (String, PanoramaPicture)? in
            guard case .panorama(let panorama) = epoch.picture else { return nil }
            return (resolve(panorama.path), panorama)
        }
        return Dictionary(pictures) { first, _ in first }
    }
}

extension TourDocument.PanoramaPicture {
    /// Whether only its control points tell what it shows.
    fileprivate var isMeasured: Bool {
        guard case .controlPoints = placement else { return false }
        return projection == .cylindrical && fieldOfViewDegrees == nil
    }
}
