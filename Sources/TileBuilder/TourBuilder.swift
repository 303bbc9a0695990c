internal import Foundation
internal import ImageCoding
internal import Panorama
package import Tour
package import TourBundle

/// Builds a tour's bundle from its document and the files that it names.
package struct TourBuilder: Sendable {
    package let document: TourDocument
    private let text: String
    private let settings: TileSettings
    /// Every panorama of the tour by its path, header read; a picture used twice stands once.
    private let panoramas: [PanoramaFile]

    /// Reads the document (a `tour.yaml` or the folder it lies in) and the header of every picture; nothing is decoded or written.
    ///
    /// - Throws: `TourError` with all findings, `ImageCodingError`, or `TileBuilderError`.
    package init(tour path: String, settings: TileSettings) throws {
        document = try TourDocument.read(path: path)
        text = String(decoding: try readFile(document.file), as: UTF8.self)
        self.settings = settings
        let findings = document.missingFiles(fileExists: isFile)
        guard findings.isEmpty else { throw TourError(findings: findings) }
        try Self.checkMedia(of: document)
        panoramas = try Self.panoramaPaths(of: document).map { try PanoramaFile(path: $0) }
    }

    /// Writes the bundle. Whatever ends this early leaves the file at `output` as it was.
    ///
    /// - Parameters:
    ///   - output: path of the bundle; replaced at once when the new one is whole.
    ///   - progress: called after every face of every picture.
    /// - Throws: `ImageCodingError`, `BundleError`, `TileBuilderError`, or `CancellationError`.
    package func build(to output: String, progress: (BuildProgress) -> Void) async throws -> TourManifest {
        let writer = try BundleWriter(path: output)
        var done = 0
        let total = panoramas.map { settings.pyramid(for: $0.size).totalTileCount }.reduce(0, +)
        var digests: [String: Digest] = [:]
        for panorama in panoramas {
            digests[panorama.path] = try await add(panorama, to: writer) { tiles in
                done += tiles
                progress(BuildProgress(picture: panorama.path, tilesDone: done, tilesTotal: total))
            }
        }
        let manifest = try manifest(panoramas: digests, writer: writer)
        try Task.checkCancellation()
        try writer.finish(manifest, document: text)
        return manifest
    }

    private func add(_ panorama: PanoramaFile, to writer: BundleWriter, added: (Int) -> Void) async throws -> Digest {
        let pyramid = settings.pyramid(for: panorama.size)
        var open = try writer.openPanorama(pyramid: pyramid, mediaType: settings.encoding.mediaType)
        try await tilePanorama(panorama, settings: settings) { tile in
            try writer.add([tile], to: &open)
            added(1)
        }
        return try writer.close(open)
    }

    /// In the order of the document, each once.
    private static func panoramaPaths(of document: TourDocument) throws -> [String] {
        var paths: [String] = []
        for place in document.places {
            for epoch in place.epochs {
                guard case .panorama(let path) = epoch.picture else {
                    throw TileBuilderError.unsupported(
                        place: "\(document.file):\(epoch.marks["photo"].line)",
                        what: "photographs cannot be built by this version; give '\(epoch.id)' a panorama"
                    )
                }
                let resolved = document.resolve(path)
                if !paths.contains(resolved) { paths.append(resolved) }
            }
        }
        return paths
    }
}
