internal import Foundation
package import ImageCoding
package import Panorama
package import TourBundle

/// A tile set on disk, in the layout of a viewer. It grows as `NAME.partial` and takes its name when it is whole.
package final class TileDirectory {
    private let url: URL
    private let folder: PartialFolder
    private let layout: TileLayout
    private let pyramid: Pyramid
    private let format: ImageEncoding
    /// Made already.
    private var folders: Set<String> = []
    private var tiles: [(address: TileAddress, digest: Digest)] = []
    /// Kept for a layout that wants them once more, side by side.
    private var coarsest: [EncodedTile] = []

    /// Makes the partial folder.
    ///
    /// - Throws: `TileBuilderError` when the place holds something else than a tile set, another process writes there, or
    ///   the layout cannot hold the pyramid.
    package init(path: String, layout: TileLayout, pyramid: Pyramid, format: ImageEncoding) throws(TileBuilderError) {
        self.url = URL(fileURLWithPath: path).standardizedFileURL
        self.layout = layout
        self.pyramid = pyramid
        self.format = format
        let count = pyramid.tileCount(level: pyramid.levelCount - 1)
        if let most = layout.mostTilesPerSide, count > most {
            throw .tooManyTiles(layout: layout, count: count, most: most)
        }
        guard TileMark.canReplace(url) else { throw .occupied(path: path) }
        let partial = url.deletingLastPathComponent().appendingPathComponent(url.lastPathComponent + ".partial")
        self.folder = try PartialFolder(partial)
    }

    package func add(_ tiles: [EncodedTile]) throws(TileBuilderError) {
        for tile in tiles {
            let path = layout.path(tile.address, name: url.lastPathComponent, fileExtension: format.fileExtension)
            try write(tile.bytes, to: path)
        }
        self.tiles += tiles.map { ($0.address, Digest(of: $0.bytes)) }
        coarsest += tiles.filter { $0.address.level == 0 }
    }

    /// Writes the manifest and puts the folder under its name, on the disk; an older tile set there makes way.
    ///
    /// Killed between the two renames the old set is left as `NAME.previous` and the new one as `NAME.partial`, both whole.
    package func finish() throws {
        let tiles = tiles.sorted { $0.address < $1.address }
        precondition(tiles.map(\.address) == pyramid.addresses)
        let digest = Digest(pyramid: pyramid, mediaType: format.mediaType, tiles: tiles)
        let name = url.lastPathComponent
        try write(layout.manifest(pyramid, name: name, digest: digest, format: format), to: layout.manifestName)
        if layout == .marzipano {
            try write(MarzipanoPreview.strip(coarsest, size: pyramid.tileSize), to: "tiles/\(name)/preview.jpg")
        }
        try folder.commit(to: url)
    }

    private func write(_ bytes: [UInt8], to path: String) throws(TileBuilderError) {
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
