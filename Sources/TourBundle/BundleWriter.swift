internal import Foundation
internal import GRDB
package import Panorama

/// Writes a bundle: panoramas and media first, the tour last. Nothing stands at the path until `finish` returns.
///
/// The same calls in the same order give the same file, byte for byte.
package final class BundleWriter {
    private var file: PartialFile
    private let database: DatabaseQueue

    /// - Throws: `BundleError.busy` when another process writes the same bundle, `.system` when the place cannot be
    ///   written.
    package init(path: String) throws(BundleError) {
        file = try PartialFile(path: path)
        let partialPath = file.partialPath
        database = try Self.mapped(path) {
            let database = try DatabaseQueue(path: partialPath, configuration: Self.configuration)
            try database.writeWithoutTransaction { try $0.execute(sql: BundleSchema.statements) }
            return database
        }
    }

    /// No journal: a partial file that was not finished is thrown away whole.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE"
            )
        }
        return configuration
    }

    /// Stores bytes once, whatever the number of calls, and names them as media that `/media` may serve.
    package func addMedia(_ bytes: [UInt8], mediaType: String, name: String) throws(BundleError) -> Digest {
        let digest = Digest(of: bytes)
        try write { database in
            let blob = try Self.insertBlob(digest, mediaType: mediaType, bytes: bytes, into: database)
            try database.execute(sql: "INSERT OR IGNORE INTO media VALUES (?, ?)", arguments: [blob, name])
        }
        return digest
    }

    /// Makes room for a panorama; its tiles come with `add`, the end with `close`.
    package func openPanorama(pyramid: Pyramid, mediaType: String) throws(BundleError) -> OpenPanorama {
        var row: Int64 = 0
        try write { database in
            // The digest is known only with the last tile; until then the number of the row keeps the column unique.
            let number = UInt64(try Int.fetchOne(database, sql: "SELECT count(*) FROM panorama") ?? 0)
            let standIn = Data(repeating: 0, count: Digest.byteCount - 8) + bigEndian(number)
            try database.execute(
                sql:
                    "INSERT INTO panorama (digest, tile_size, level_count, media_type) VALUES (?, ?, ?, ?)",
                arguments: [standIn, pyramid.tileSize, pyramid.levelCount, mediaType]
            )
            row = database.lastInsertedRowID
        }
        return OpenPanorama(row: row, pyramid: pyramid, mediaType: mediaType)
    }

    /// Stores tiles of an open panorama; equal tiles are stored once.
    package func add(_ tiles: [EncodedTile], to panorama: inout OpenPanorama) throws(BundleError) {
        let digests = tiles.map { Digest(of: $0.bytes) }
        let (row, mediaType) = (panorama.row, panorama.mediaType)
        try write { database in
            for (tile, digest) in zip(tiles, digests) {
                let blob = try Self.insertBlob(digest, mediaType: mediaType, bytes: tile.bytes, into: database)
                let at = tile.address
                try database.execute(
                    sql: "INSERT INTO tile VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [row, at.level, at.face.rawValue, at.row, at.column, blob]
                )
            }
        }
        panorama.tiles += zip(tiles, digests).map { ($0.address, $1) }
    }

    /// - Precondition: every tile of the pyramid was added once.
    /// - Returns: the panorama's digest; a panorama that is there already is not kept twice.
    package func close(_ panorama: consuming OpenPanorama) throws(BundleError) -> Digest {
        let tiles = panorama.tiles.sorted { $0.address < $1.address }
        precondition(tiles.map(\.address) == panorama.pyramid.addresses)
        let digest = Digest(pyramid: panorama.pyramid, mediaType: panorama.mediaType, tiles: tiles)
        let row = panorama.row
        try write { database in
            let known = try Int64.fetchOne(
                database,
                sql: "SELECT id FROM panorama WHERE digest = ?",
                arguments: [Data(digest.bytes)]
            )
            if known == nil {
                try database.execute(
                    sql: "UPDATE panorama SET digest = ? WHERE id = ?",
                    arguments: [Data(digest.bytes), row]
                )
            } else {
                try database.execute(sql: "DELETE FROM tile WHERE panorama = ?", arguments: [row])
                try database.execute(sql: "DELETE FROM panorama WHERE id = ?", arguments: [row])
            }
        }
        return digest
    }

    /// Stores the tour and puts the bundle under its name, on the disk.
    ///
    /// - Parameter document: the text of `tour.yaml` from which the tour was built.
    package func finish(_ manifest: TourManifest, document: String) throws(BundleError) {
        try write { database in
            let json = Data(try ManifestJSON.encode(manifest))
            try database.execute(sql: "INSERT INTO tour VALUES (1, ?, ?)", arguments: [json, document])
        }
        try Self.mapped(file.path) { try database.close() }
        try file.commit()
    }

    private func write(_ body: (Database) throws -> Void) throws(BundleError) {
        try Self.mapped(file.path) {
            try database.writeWithoutTransaction { database in
                try database.inTransaction {
                    try body(database)
                    return .commit
                }
            }
        }
    }

    private static func mapped<Result>(_ path: String, _ body: () throws -> Result) throws(BundleError) -> Result {
        do {
            return try body()
        } catch {
            throw .system(path: path, operation: "write", reason: String(describing: error))
        }
    }

    private static func insertBlob(
        _ digest: Digest,
        mediaType: String,
        bytes: [UInt8],
        into database: Database
    ) throws -> Int64 {
        let name = Data(digest.bytes)
        if let known = try Int64.fetchOne(database, sql: "SELECT id FROM blob WHERE sha256 = ?", arguments: [name]) {
            return known
        }
        try database.execute(
            sql: "INSERT INTO blob (sha256, media_type, bytes) VALUES (?, ?, ?)",
            arguments: [name, mediaType, Data(bytes)]
        )
        return database.lastInsertedRowID
    }
}

private func bigEndian(_ number: UInt64) -> Data {
    Data((0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
}
