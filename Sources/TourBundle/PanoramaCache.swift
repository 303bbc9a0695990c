internal import Foundation
internal import GRDB
internal import Panorama

/// The finished panoramas that an earlier build left: an older bundle, or the tiles of a build that did not end.
/// It may be damaged; what is taken from it is held to its digests first.
package final class PanoramaCache {
    private let database: DatabaseQueue

    /// Nil where there is no file of this format that can be read.
    package convenience init?(path: String) {
        guard BundleHeader(path: path)?.isBundle == true else { return nil }
        var configuration = Configuration()
        configuration.readonly = true
        guard let database = try? DatabaseQueue(path: URL(fileURLWithPath: path).path, configuration: configuration)
        else { return nil }
        self.init(database)
    }

    init?(_ database: DatabaseQueue) {
        guard (try? database.read(BundleSchema.isThere)) == true else { return nil }
        self.database = database
    }

    /// The tour as a bundle has it, JSON and text of the document; nil where there is none yet.
    package var tour: (manifest: [UInt8], document: String)? {
        try? database.read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT manifest, document FROM tour"),
                let manifest = Data.fromDatabaseValue(row["manifest"]),
                let document = String.fromDatabaseValue(row["document"])
            else { return nil }
            return (Array(manifest), document)
        }
    }

    /// Whether it has no tile, or cannot be read.
    package var isEmpty: Bool {
        (try? database.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT * FROM tile)") }) != true
    }

    /// The panorama that was made from a source, or nil. Its tiles are not looked at.
    package func panorama(from source: Digest) -> KnownPanorama? {
        guard let stored = stored(source),
            let tileCount = try? database.read({ try stored.tileCount(in: $0) })
        else { return nil }
        return KnownPanorama(
            digest: stored.digest,
            pyramid: stored.pyramid,
            tileCount: tileCount,
            presentation: stored.presentation
        )
    }

    private func stored(_ source: Digest) -> StoredPanorama? {
        let sql = """
            SELECT panorama.* FROM source JOIN panorama ON panorama.digest = source.panorama WHERE source.key = ?
            """
        return try? database.read { database in
            try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [Data(source.bytes)])
                .flatMap(StoredPanorama.init)
        }
    }
}

extension PanoramaCache {
    /// In the order of addresses, whatever the order here: the copy's bytes are the same from any cache.
    ///
    /// - Returns: nil, and nothing is copied, where the panorama is not there or damaged.
    func copy(_ source: Digest, to tables: BundleTables) throws(BundleError) -> Digest? {
        guard let panorama = stored(source), let tiles = tiles(of: panorama),
            let coverage = TileCoverage(pyramid: panorama.pyramid, stored: tiles)
        else { return nil }
        var copy = OpenPanorama(
            coverage: coverage,
            mediaType: panorama.mediaType,
            presentation: panorama.presentation
        )
        do {
            copy.preview = try preview(of: panorama)
        } catch {
            return nil
        }
        do {
            copy.tiles = try tables.write { target in
                try database.read { own in
                    try tiles.map { tile in
                        guard let bytes = bytes(of: tile, in: own) else {
                            throw BundleError.damaged(path: database.path, detail: "tile \(tile.address)")
                        }
                        let blob = try target.insertBlob(tile.digest, bytes)
                        return StoredTile(address: tile.address, digest: tile.digest, blob: blob)
                    }
                }
            }
        } catch .damaged(database.path, _) {
            return nil
        } catch {
            throw error
        }
        return try tables.close(copy, source: source)
    }

    /// Nil unless they are those that the panorama's digest names.
    private func tiles(of panorama: StoredPanorama) -> [StoredTile]? {
        guard let tiles = try? database.read({ try StoredTile.all(of: panorama, in: $0) }),
            Digest(pyramid: panorama.pyramid, mediaType: panorama.mediaType, tiles: tiles) == panorama.digest
        else { return nil }
        return tiles
    }

    /// The preview, nil where the panorama has none.
    ///
    /// - Throws: `BundleError.damaged` unless its bytes are those that its digest names.
    private func preview(of panorama: StoredPanorama) throws -> [UInt8]? {
        guard let preview = panorama.preview else { return nil }
        let blob = try database.read { database in
            try Row.fetchOne(database, sql: "SELECT sha256, bytes FROM blob WHERE id = ?", arguments: [preview])
        }
        guard let blob, let bytes = Data.fromDatabaseValue(blob["bytes"]),
            Data(Digest(of: bytes).bytes) == Data.fromDatabaseValue(blob["sha256"])
        else { throw BundleError.damaged(path: database.path, detail: "preview of \(panorama.digest)") }
        return Array(bytes)
    }

    /// Nil unless they are those that the tile's digest names.
    private func bytes(of tile: StoredTile, in database: Database) -> Data? {
        guard let statement = try? database.cachedStatement(sql: "SELECT bytes FROM blob WHERE id = ?"),
            let bytes = try? Data.fetchOne(statement, arguments: [tile.blob]), Digest(of: bytes) == tile.digest
        else { return nil }
        return bytes
    }
}
