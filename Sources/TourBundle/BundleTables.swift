internal import Foundation
internal import GRDB
internal import Panorama

/// A bundle's tables being filled through one connection. Rows are only ever added, except in a store: the same calls in
/// the same order give the same pages.
struct BundleTables {
    let database: DatabaseQueue
    /// Named in errors.
    let path: String

    func write<Result>(_ body: (Database) throws -> Result) throws(BundleError) -> Result {
        do {
            return try database.write(body)
        } catch {
            throw BundleError(writing: path, error)
        }
    }

    /// Stores the bytes of tiles, equal ones once.
    func add(_ tiles: [EncodedTile], to panorama: inout OpenPanorama) throws(BundleError) {
        let digests = tiles.map { Digest(of: $0.bytes) }
        panorama.tiles += try write { database in
            try zip(tiles, digests).map { tile, digest in
                let blob = try database.insertBlob(digest, Data(tile.bytes))
                return StoredTile(address: tile.address, digest: digest, blob: blob)
            }
        }
    }

    /// - Precondition: every tile of the coverage was added once.
    /// - Parameter source: what the panorama was made from, where a later build shall know it again.
    /// - Returns: the panorama's digest; a panorama that is there already is not kept twice.
    func close(_ panorama: OpenPanorama, source: Digest?) throws(BundleError) -> Digest {
        let tiles = panorama.tiles.sorted { $0.address < $1.address }
        precondition(tiles.map(\.address) == panorama.coverage.addresses)
        return try write { database in
            try database.deleteRow(of: panorama)
            let digest = Digest(pyramid: panorama.coverage.pyramid, mediaType: panorama.mediaType, tiles: tiles)
            if try BundleReader.panorama(digest, in: database) == nil {
                let preview = try panorama.preview.map { try database.insertBlob(Digest(of: $0), Data($0)) }
                let row = try database.insertPanorama(digest, panorama, preview: preview)
                try database.insertTiles(tiles[...], panorama: row)
            }
            if let source { try database.insertSource(source, panorama: digest) }
            return digest
        }
    }
}

extension Database {
    /// - Returns: the blob's number.
    func insertBlob(_ digest: Digest, _ bytes: Data) throws -> Int64 {
        let name = Data(digest.bytes)
        let known = try cachedStatement(sql: "SELECT id FROM blob WHERE sha256 = ?")
        if let id = try Int64.fetchOne(known, arguments: [name]) { return id }
        try cachedStatement(sql: "INSERT INTO blob (sha256, bytes) VALUES (?, ?)").execute(arguments: [name, bytes])
        return lastInsertedRowID
    }

    /// - Parameter preview: number of its blob.
    /// - Returns: the row's number.
    func insertPanorama(_ digest: Digest, _ panorama: OpenPanorama, preview: Int64?) throws -> Int64 {
        let pyramid = panorama.coverage.pyramid
        let presentation = Data(try ManifestJSON.encode(panorama.presentation))
        try execute(
            sql: """
                INSERT INTO panorama (digest, tile_size, level_count, media_type, presentation, preview)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(digest.bytes), pyramid.tileSize, pyramid.levelCount, panorama.mediaType, presentation, preview,
            ]
        )
        return lastInsertedRowID
    }

    func insertTiles(_ tiles: ArraySlice<StoredTile>, panorama: Int64) throws {
        let insert = try cachedStatement(sql: "INSERT OR REPLACE INTO tile VALUES (?, ?, ?, ?, ?, ?)")
        for tile in tiles {
            let at = tile.address
            try insert.execute(arguments: [panorama, at.level, at.face.rawValue, at.row, at.column, tile.blob])
        }
    }

    /// Of an unfinished panorama in a store.
    func deleteRow(of panorama: OpenPanorama) throws {
        guard let row = panorama.row else { return }
        try execute(sql: "DELETE FROM tile WHERE panorama = ?", arguments: [row])
        try execute(sql: "DELETE FROM panorama WHERE id = ?", arguments: [row])
    }

    func insertSource(_ key: Digest, panorama: Digest) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO source VALUES (?, ?)",
            arguments: [Data(key.bytes), Data(panorama.bytes)]
        )
    }
}

extension BundleError {
    /// What a failed write means.
    init(writing path: String, _ error: any Error) {
        switch error {
        case let error as BundleError:
            self = error
        case let error as DatabaseError
        where [.SQLITE_CONSTRAINT, .SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode):
            self = .damaged(path: path, detail: error.message ?? error.description)
        case let error as DatabaseError:
            self = .system(path: path, operation: "write", reason: error.message ?? error.description)
        default:
            self = .system(path: path, operation: "write", reason: String(describing: error))
        }
    }
}
