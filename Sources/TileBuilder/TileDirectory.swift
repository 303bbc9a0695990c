internal import Foundation
package import ImageCoding
package import Panorama
package import TourBundle

/// A tile set on disk, in the layout of a viewer. It grows as `NAME.partial` and takes its name when it is whole.
package final class TileDirectory {
    private let url: URL
    private let partialURL: URL
    private let layout: TileLayout
    private let pyramid: Pyramid
    private let format: ImageEncoding
    private var tiles: [(address: TileAddress, digest: Digest)] = []

    /// Makes the partial folder.
    ///
    /// - Throws: `TileBuilderError` when the place holds something else than a tile set, or the layout cannot hold the
    ///   pyramid.
    package init(path: String, layout: TileLayout, pyramid: Pyramid, format: ImageEncoding) throws(TileBuilderError) {
        self.url = URL(fileURLWithPath: path).standardizedFileURL
        self.partialURL = url.deletingLastPathComponent().appendingPathComponent(url.lastPathComponent + ".partial")
        self.layout = layout
        self.pyramid = pyramid
        self.format = format
        try checkFit()
        guard isReplaceable(url) else { throw .occupied(path: path) }
        try? FileManager.default.removeItem(at: partialURL)
        try onDisk("create", partialURL) {
            try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: partialURL)
    }

    package func add(_ tiles: [EncodedTile]) throws(TileBuilderError) {
        for tile in tiles {
            let path = layout.path(tile.address, name: url.lastPathComponent, fileExtension: format.fileExtension)
            try write(tile.bytes, to: path)
        }
        self.tiles += tiles.map { ($0.address, Digest(of: $0.bytes)) }
    }

    /// Writes the manifest and puts the folder under its name; an older tile set there makes way.
    ///
    /// Killed between the two renames the old set is left as `NAME.previous` and the new one as `NAME.partial`: whole,
    /// both of them.
    package func finish() throws {
        let tiles = tiles.sorted { $0.address < $1.address }
        precondition(tiles.map(\.address) == pyramid.addresses)
        let digest = Digest(pyramid: pyramid, mediaType: format.mediaType, tiles: tiles)
        let name = url.lastPathComponent
        try write(layout.manifest(pyramid, name: name, digest: digest, format: format), to: layout.manifestName)
        let previous = url.deletingLastPathComponent().appendingPathComponent(name + ".previous")
        try? FileManager.default.removeItem(at: previous)
        if FileManager.default.fileExists(atPath: url.path) {
            try onDisk("replace", url) { try FileManager.default.moveItem(at: $0, to: previous) }
        }
        try onDisk("create", url) { [partialURL] in try FileManager.default.moveItem(at: partialURL, to: $0) }
        try? FileManager.default.removeItem(at: previous)
    }

    private func checkFit() throws(TileBuilderError) {
        let count = pyramid.tileCount(level: pyramid.levelCount - 1)
        guard let most = layout.mostTilesPerSide, count > most else { return }
        throw .tooManyTiles(layout: layout, count: count, most: most)
    }

    private func write(_ bytes: [UInt8], to path: String) throws(TileBuilderError) {
        try onDisk("write", partialURL.appendingPathComponent(path)) { file in
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }
}

/// Nothing there, or a folder in which only files of a tile set lie: what someone else put there is not to be lost.
private func isReplaceable(_ url: URL) -> Bool {
    let entries: [String]
    do {
        entries = try FileManager.default.contentsOfDirectory(atPath: url.path)
    } catch {
        return !FileManager.default.fileExists(atPath: url.path)
    }
    let known = Set(TileLayout.allCases.map(\.manifestName) + ["tiles"])
    return entries.allSatisfy { known.contains($0) || Int($0) != nil }
}

private func onDisk(_ operation: String, _ url: URL, _ body: (URL) throws -> Void) throws(TileBuilderError) {
    do {
        try body(url)
    } catch {
        throw .system(path: url.path, operation: operation, reason: error.localizedDescription)
    }
}
