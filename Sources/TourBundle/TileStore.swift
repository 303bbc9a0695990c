internal import Foundation
internal import GRDB
internal import Panorama

/// Keeps tiles while a bundle is being built, so that a killed build need not make them again.
///
/// It is a bundle without a tour, in no order that matters, and safe against a kill of the process at any moment. What
/// the power takes on its way to the disk shows in the digests. Only the holder of the bundle's partial file may open it.
package final class TileStore {
    /// The finished panoramas.
    package let cache: PanoramaCache
    private let path: String
    private let tables: BundleTables

    /// Makes an empty store; one that lies there makes way.
    ///
    /// - Throws: `BundleError.occupied` where something else lies there.
    package init(path: String) throws(BundleError) {
        guard isReplaceable(path) else { throw .occupied(path: path) }
        Self.remove(at: path)
        guard !Self.isLeft(at: path) else { throw .occupied(path: path) }
        do {
            let database = try DatabaseQueue(path: path, configuration: Self.configuration)
            try database.writeWithoutTransaction { try $0.execute(sql: BundleSchema.statements) }
            guard let cache = PanoramaCache(database) else { throw BundleError.occupied(path: path) }
            self.path = path
            self.cache = cache
            tables = BundleTables(database: database, path: path)
        } catch {
            throw BundleError(writing: path, error)
        }
    }

    /// Opens what a killed build left; nil where that cannot be used.
    package init?(leftAt path: String) {
        // Never through a link.
        guard isReplaceable(path), BundleHeader(path: path)?.isBundle == true,
            let database = try? DatabaseQueue(path: path, configuration: Self.configuration),
            let cache = PanoramaCache(database)
        else { return nil }
        self.path = path
        self.cache = cache
        tables = BundleTables(database: database, path: path)
    }

    /// A journal on the disk takes back what a killed process had half written.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
        }
        return configuration
    }

    /// Whether a killed build left something, of use or not.
    package static func isLeft(at path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    /// Whether what was left is a store, and nothing of anybody else's.
    package static func isStore(at path: String) -> Bool { isReplaceable(path) }

    /// Removes a store that is of no use any more; leaves alone what is none.
    package static func remove(at path: String) {
        guard isReplaceable(path) else { return }
        for name in [path, path + "-journal"] where isLeft(at: name) { unsafe unlink(name) }
    }
}

// MARK: - Filling

extension TileStore {
    /// Makes room for a panorama, or finds the tiles of it that a killed build has stored.
    ///
    /// - Parameters:
    ///   - source: by which the panorama is known.
    ///   - wanted: the panorama, without tiles.
    package func open(_ source: Digest, _ wanted: OpenPanorama) throws(BundleError) -> OpenPanorama {
        var panorama = wanted
        try tables.write { database in
            // Its digest is known only with the last tile; until then the source stands in its place.
            if let begun = try BundleReader.panorama(source, in: database) {
                panorama.row = begun.id
                panorama.tiles = try StoredTile.all(of: begun, in: database).filter {
                    panorama.coverage.contains($0.address)
                }
            } else {
                panorama.row = try database.insertPanorama(source, panorama, preview: nil)
            }
        }
        return panorama
    }

    /// Stores tiles of an open panorama.
    package func add(_ tiles: [EncodedTile], to panorama: inout OpenPanorama) throws(BundleError) {
        let known = panorama.tiles.count
        try tables.add(tiles, to: &panorama)
        guard let row = panorama.row else { return }
        try tables.write { try $0.insertTiles(panorama.tiles[known...], panorama: row) }
    }

    /// - Precondition: every tile of the coverage was added once.
    /// - Parameter source: by which the panorama was opened.
    package func close(_ panorama: OpenPanorama, source: Digest) throws(BundleError) {
        _ = try tables.close(panorama, source: source)
    }

    /// Forgets an open panorama; the bytes of its tiles stay until the store is removed.
    package func discard(_ panorama: OpenPanorama) throws(BundleError) {
        try tables.write { try $0.deleteRow(of: panorama) }
    }
}
