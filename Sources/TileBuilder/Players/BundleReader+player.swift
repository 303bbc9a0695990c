internal import Foundation
internal import ImageCoding
internal import Panorama
package import TourBundle

extension BundleReader {
    /// Makes of a folder the tour for another viewer: tiles, `tour.json` and the page that opens it with the viewer's own files beside it.
    ///
    /// - Throws: `TileBuilderError` where the viewer cannot show a panorama, `BundleError`, or `CancellationError`; the folder is then as
    ///   it was, unless it is `BundleError.unfinished`.
    package func writeTour(
        for player: TourPlayer,
        to folder: String,
        progress: (SiteProgress) -> Void = { _ in }
    ) async throws -> SiteReport {
        var (files, panoramas): ([SiteFile], [Digest: PlayerPanorama]) = ([], [:])
        for digest in Set(tour.places.flatMap(\.epochs).map(\.panorama)).sorted(by: { $0.hex < $1.hex }) {
            let (panorama, tiles) = try await uncancelled { try await self.tiles(of: digest, for: player) }
            files += tiles
            panoramas[digest] = panorama
        }
        let tour = PlayerTour(tour, panoramas: panoramas)
        files.append(SiteFile(path: "tour.json", bytes: try player.json(tour)))
        files.append(SiteFile(path: "index.html", bytes: Array(player.page(tour).text.utf8)))
        return try await writeFiles(files, layout: player.rawValue, to: folder, progress: progress)
    }

    private func tiles(of digest: Digest, for player: TourPlayer) async throws -> (PlayerPanorama, [SiteFile]) {
        guard let manifest = try await panorama(digest) else {
            throw BundleError.damaged(path: path, detail: "panorama \(digest) is missing")
        }
        let place = { (address: TileAddress) in
            player.path(of: address, panorama: digest, fileExtension: manifest.encoding.fileExtension)
        }
        let tiles = try await tiles(of: digest, at: place)
        let panorama = try PlayerPanorama(manifest, tiles: tiles.compactMap(\.tile), bundle: path)
        do {
            try player.layout.check(panorama.coverage)
        } catch {
            throw TileBuilderError.unsupported(place: "\(path): \(tour.epochs(with: digest))", what: "\(error)")
        }
        guard !player.layout.knowsAbsentTiles else { return (panorama, tiles) }
        return (panorama, tiles + (try panorama.missingTiles(at: place)))
    }
}

extension TourPlayer {
    fileprivate func path(of address: TileAddress, panorama: Digest, fileExtension: String) -> String {
        let path = layout.path(address, name: "\(panorama)", fileExtension: fileExtension)
        return layout == .marzipano ? path : "tiles/\(panorama)/\(path)"
    }

    fileprivate func json(_ tour: PlayerTour) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return switch self {
        case .pannellum: Array(try encoder.encode(PannellumTour(tour)))
        case .marzipano: Array(try encoder.encode(MarzipanoTour(tour)))
        case .psv: Array(try encoder.encode(PSVTour(tour)))
        }
    }

    fileprivate func page(_ tour: PlayerTour) -> Markup {
        switch self {
        case .pannellum: PannellumPage(tour).html
        case .marzipano: MarzipanoPage(tour).html
        case .psv: PSVPage(tour).html
        }
    }
}

extension TourManifest {
    /// For people: where a panorama is shown.
    fileprivate func epochs(with panorama: Digest) -> String {
        places.flatMap { place in place.epochs.filter { $0.panorama == panorama }.map { "\(place.id)/\($0.id)" } }
            .joined(separator: ", ")
    }
}
