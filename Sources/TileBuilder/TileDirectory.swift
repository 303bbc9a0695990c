internal import Foundation
package import ImageCoding
package import Panorama
package import TourBundle

/// Tile sets on disk, in the layout of a viewer: one, or for two eyes `left` and `right` in one folder. It grows as
/// `NAME.partial` and takes its name when it is whole.
package final class TileDirectory {
    private let url: URL
    private let folder: PartialFolder
    private let layout: TileLayout
    private let coverage: TileCoverage
    private let format: ImageEncoding
    /// Made already.
    private var folders: Set<String> = []
    private var sets: [Eye: TileSet] = [:]

    /// What was written for an eye.
    private struct TileSet {
        var tiles: [(address: TileAddress, digest: Digest)] = []
        /// Kept for a layout that wants them once more, side by side.
        var coarsest: [EncodedTile] = []
        var preview: [UInt8]?
    }

    /// Makes the partial folder.
    ///
    /// - Throws: `TileBuilderError` when the place holds something else than a tile set, another process writes there, or
    ///   the layout cannot hold the tiles.
    package init(
        path: String,
        layout: TileLayout,
        coverage: TileCoverage,
        format: ImageEncoding
    ) throws(TileBuilderError) {
        self.url = URL(fileURLWithPath: path).standardizedFileURL
        self.layout = layout
        self.coverage = coverage
        self.format = format
        try layout.check(coverage)
        guard TileMark.canReplace(url) else { throw .occupied(path: path) }
        let partial = url.deletingLastPathComponent().appendingPathComponent(url.lastPathComponent + ".partial")
        self.folder = try PartialFolder(partial)
    }

    package func add(_ tiles: [EncodedTile], eye: Eye = .both) throws(TileBuilderError) {
        for tile in tiles { try write(tile, eye: eye) }
        sets[eye, default: TileSet()].tiles += tiles.map { ($0.address, Digest(of: $0.bytes)) }
        sets[eye]?.coarsest += tiles.filter { $0.address.level == 0 }
    }

    /// Adds a picture of the six faces, a JPEG as `PanoramaManifest.preview` has it.
    package func add(preview: [UInt8], eye: Eye = .both) {
        sets[eye, default: TileSet()].preview = preview
    }

    /// Writes the manifests and puts the folder under its name, on the disk; an older one there makes way.
    ///
    /// Killed between the two renames the old set is left as `NAME.previous` and the new one as `NAME.partial`, both whole.
    ///
    /// - Parameter source: of which the tiles were made.
    package func finish(_ source: DetectedProjection) throws {
        for (eye, set) in sets { try finish(set, eye, source) }
        try folder.commit(to: url)
    }

    private func finish(_ set: TileSet, _ eye: Eye, _ source: DetectedProjection) throws {
        let tiles = set.tiles.sorted { $0.address < $1.address }
        precondition(tiles.map(\.address) == coverage.addresses)
        let digest = Digest(pyramid: coverage.pyramid, mediaType: format.mediaType, tiles: tiles)
        var manifest = PanoramaManifest(
            digest: digest,
            coverage: coverage,
            mediaType: format.mediaType,
            presentation: PanoramaPresentation(source)
        )
        if layout == .zeitreise, let preview = set.preview {
            try write(preview, to: Self.previewName, eye: eye)
            manifest.preview = Self.previewName
        }
        let text = try layout.manifest(manifest, coverage: coverage, name: name, format: format)
        try write(text, to: layout.manifestName, eye: eye)
        let black = try layout.knowsAbsentTiles ? [] : writeBlackTiles(eye)
        if layout == .marzipano {
            let strip = try MarzipanoPreview.strip(set.coarsest + black, size: coverage.pyramid.tileSize)
            try write(strip, to: "tiles/\(name)/preview.jpg", eye: eye)
        }
    }

    static let previewName = "preview.jpg"

    private var name: String { url.lastPathComponent }

    /// - Returns: those of the coarsest level.
    private func writeBlackTiles(_ eye: Eye) throws -> [EncodedTile] {
        guard !coverage.isWhole else { return [] }
        let bytes = try format.blackTile(size: coverage.pyramid.tileSize)
        let tiles = coverage.pyramid.addresses.filter { !coverage.contains($0) }.map {
            EncodedTile(address: $0, bytes: bytes)
        }
        for tile in tiles { try write(tile, eye: eye) }
        return tiles.filter { $0.address.level == 0 }
    }

    private func write(_ tile: EncodedTile, eye: Eye) throws(TileBuilderError) {
        try write(tile.bytes, to: layout.path(tile.address, name: name, fileExtension: format.fileExtension), eye: eye)
    }

    private func write(_ bytes: [UInt8], to path: String, eye: Eye) throws(TileBuilderError) {
        let path = eye == .both ? path : "\(eye.rawValue)/\(path)"
        let file = folder.url.appendingPathComponent(path)
        let parent = file.deletingLastPathComponent()
        if folders.insert(parent.path).inserted {
            try onDisk("create", parent) {
                try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
            }
        }
        try writeFile(bytes, to: file.path)
    }
}

extension TileLayout {
    /// Tiles of a whole pyramid, most of them black, that are still worth writing.
    private static let mostTiles = 100_000

    /// - Throws: `.tooManyTiles` or `.needsEveryTile` where this layout cannot hold such tiles.
    func check(_ coverage: TileCoverage) throws(TileBuilderError) {
        let pyramid = coverage.pyramid
        let count = pyramid.tileCount(level: pyramid.levelCount - 1)
        if let most = mostTilesPerSide, count > most {
            throw .tooManyTiles(layout: self, count: count, most: most)
        }
        guard knowsAbsentTiles || coverage.isWhole || pyramid.totalTileCount <= Self.mostTiles else {
            throw .needsEveryTile(layout: self, count: pyramid.totalTileCount)
        }
    }
}
