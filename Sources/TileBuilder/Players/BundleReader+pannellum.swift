internal import Foundation
internal import Panorama
package import TourBundle

extension BundleReader {
    /// Makes of a folder the tour for Pannellum: tiles, `tour.json` and the page that opens it with the viewer's own files beside it.
    ///
    /// - Throws: `BundleError`, or `CancellationError`; the folder is then as it was, unless it is `BundleError.unfinished`.
    package func writePannellumTour(
        to folder: String,
        progress: (SiteProgress) -> Void = { _ in }
    ) async throws -> SiteReport {
        var (files, sets, poses): ([SiteFile], [Digest: PannellumTour.MultiRes], [Digest: Pose]) = ([], [:], [:])
        for digest in Set(tour.places.flatMap(\.epochs).map(\.panorama)).sorted(by: { $0.hex < $1.hex }) {
            guard let panorama = try await panorama(digest) else {
                throw BundleError.damaged(path: path, detail: "panorama \(digest) is missing")
            }
            let set = try await tiles(of: digest) { address in
                let layout = TileLayout.pannellum
                return "tiles/\(digest)/\(layout.path(address, name: "", fileExtension: panorama.fileExtension))"
            }
            files += set
            sets[digest] = try PannellumTour.MultiRes(panorama, tiles: set.compactMap { $0.tile }, path: path)
            poses[digest] = panorama.pose
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(PannellumTour(tour, tiles: sets, poses: poses))
        let page = PannellumPage(language: tour.languages.first ?? "", title: tour.title).html
        files.append(SiteFile(path: "tour.json", bytes: Array(json)))
        files.append(SiteFile(path: "index.html", bytes: Array(page.text.utf8)))
        return try await writeFiles(files, layout: TileLayout.pannellum.rawValue, to: folder, progress: progress)
    }
}

extension PannellumTour.MultiRes {
    fileprivate init(_ panorama: PanoramaManifest, tiles: [TileAddress], path: String) throws(BundleError) {
        let pyramid = Pyramid(tileSize: panorama.tileSizePx, levelCount: panorama.levels.count)
        guard let coverage = TileCoverage(pyramid: pyramid, tiles: tiles) else {
            throw .damaged(path: path, detail: "panorama \(panorama.digest) has no whole set of tiles")
        }
        basePath = "tiles/\(panorama.digest)"
        self.path = "/%l/%s%y_%x"
        `extension` = panorama.fileExtension
        tileResolution = pyramid.tileSize
        maxLevel = pyramid.levelCount
        cubeResolution = pyramid.faceSize
        missingTiles = coverage.isWhole ? nil : PannellumTiles.missing(coverage)
    }
}

extension PanoramaManifest {
    fileprivate var fileExtension: String { mediaType == "image/png" ? "png" : "jpg" }
}
