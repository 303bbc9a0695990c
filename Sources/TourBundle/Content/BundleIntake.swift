internal import Foundation
internal import GRDB
internal import Panorama

/// A bundle that grows from what comes in, in any order, and over any number of starts: what one transaction has taken is
/// on the disk, and bytes of another digest than their name's are never taken.
///
/// It lies under a name of its own until it is whole; whoever opens it holds the folder's lock.
package final class BundleIntake: Sendable {
    package let path: String
    private let database: DatabaseQueue

    /// Goes on with what lies there, or begins anew where that is none of ours.
    package init(path: String) throws(BundleError) {
        self.path = path
        do {
            database = try Self.left(at: path) ?? Self.begin(at: path)
        } catch {
            throw BundleError(writing: path, error)
        }
    }

    private static func left(at path: String) -> DatabaseQueue? {
        guard BundleHeader(path: path)?.isBundle == true,
            let database = try? DatabaseQueue(path: path, configuration: configuration),
            (try? database.read(BundleSchema.isThere)) == true
        else { return nil }
        return database
    }

    private static func begin(at path: String) throws -> DatabaseQueue {
        remove(at: path)
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.writeWithoutTransaction { try $0.execute(sql: BundleSchema.statements) }
        return database
    }

    package static func remove(at path: String) {
        for name in [path, path + "-journal"] { unsafe unlink(name) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA locking_mode = EXCLUSIVE")
        }
        return configuration
    }

    private func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value)
        async throws(BundleError)
        -> Value
    {
        do {
            return try await database.write(body)
        } catch {
            throw BundleError(writing: path, error)
        }
    }
}

// MARK: - What comes in

extension BundleIntake {
    /// Those that are not there yet, each once, in the same order.
    package func missing(of digests: [Digest]) async throws(BundleError) -> [Digest] {
        try await write { database in
            var seen: Set<Digest> = []
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM blob WHERE sha256 = ?")
            return try digests.filter { digest in
                try seen.insert(digest).inserted
                    && Int.fetchOne(statement, arguments: [Data(digest.bytes)]) == nil
            }
        }
    }

    /// Takes all or none.
    package func take(_ blobs: [CheckedBlob]) async throws(BundleError) {
        try await write { database in
            for blob in blobs { _ = try database.insertBlob(blob.digest, Data(blob.bytes)) }
        }
    }

    /// Takes a large one piece by piece, whole or not at all.
    ///
    /// - Parameter read: gives some of its bytes; it may block.
    /// - Returns: false where they have another digest, or cannot be read.
    package func take(
        _ part: BundleContent.Part,
        reading read: @Sendable @escaping (Range<Int>) throws -> [UInt8]
    ) async throws(BundleError) -> Bool {
        do {
            try await database.write { try $0.insertLarge(part, reading: read) }
            return true
        } catch is NotThatBlob {
            return false
        } catch {
            throw BundleError(writing: path, error)
        }
    }

    /// Bytes of those blobs that are there, each once.
    package func bytes(of digests: [Digest]) async throws(BundleError) -> Int {
        try await write { database in
            let statement = try database.cachedStatement(sql: "SELECT length(bytes) FROM blob WHERE sha256 = ?")
            return try Set(digests).reduce(0) { sum, digest in
                try sum + (Int.fetchOne(statement, arguments: [Data(digest.bytes)]) ?? 0)
            }
        }
    }

    package func has(_ panorama: Digest) async throws(BundleError) -> Bool {
        try await write { try BundleReader.panorama(panorama, in: $0) != nil }
    }

    /// Joins tiles to their panorama.
    ///
    /// - Precondition: every blob of it is there, its preview too.
    package func add(_ panorama: BundleContent.Panorama, _ list: TileList) async throws(BundleError) {
        try await write { database in
            let tiles = try list.tiles.map { tile in
                StoredTile(address: tile.address, digest: tile.digest, blob: try database.number(of: tile.digest))
            }
            var open = OpenPanorama(
                coverage: TileCoverage(whole: list.pyramid),
                mediaType: panorama.mediaType,
                presentation: panorama.presentation
            )
            open.tiles = tiles
            let preview = try panorama.preview.map { try database.number(of: $0.digest) }
            let row = try database.insertPanorama(panorama.digest, open, preview: preview)
            try database.insertTiles(tiles[...], panorama: row)
            for source in panorama.sources { try database.insertSource(source, panorama: panorama.digest) }
        }
    }

    /// Writes the rest and brings all to the disk; the file is a bundle then, which is still to be verified.
    package func finish(_ media: [BundleContent.Media], manifest: [UInt8], document: String) async throws(BundleError) {
        try await write { database in
            try database.execute(sql: "DELETE FROM media; DELETE FROM tour")
            for medium in media {
                try database.execute(
                    sql: "INSERT INTO media VALUES (?, ?, ?)",
                    arguments: [try database.number(of: medium.digest), medium.mediaType, medium.name]
                )
            }
            try database.execute(sql: "INSERT INTO tour VALUES (1, ?, ?)", arguments: [Data(manifest), document])
        }
        try close()
    }

    package func close() throws(BundleError) {
        do {
            try database.close()
        } catch {
            throw BundleError(writing: path, error)
        }
    }
}

extension BundleIntake: ContentHolder {
    package func tileList(_ digest: Digest) async throws(BundleError) -> [UInt8]? {
        try await write { try $0.tileList(digest) }
    }

    package func blob(_ digest: Digest) async throws(BundleError) -> StoredBlob? {
        guard let row = try await write({ try $0.blobRow(digest) }) else { return nil }
        if let bytes = row.bytes { return .whole(bytes) }
        do {
            // Nobody else may open it, nor interrupts it but by ending the whole sync.
            return .large(try LargeBlob(database, row: row.number, path: path))
        } catch {
            throw BundleError(reading: path, error)
        }
    }
}

/// Its bytes have another digest, or cannot be read: the transaction is undone.
private struct NotThatBlob: Error {}

extension Database {
    /// - Throws: `NotThatBlob`, `CancellationError`, or what SQLite says.
    fileprivate func insertLarge(_ part: BundleContent.Part, reading read: (Range<Int>) throws -> [UInt8]) throws {
        try execute(
            sql: "INSERT INTO blob (sha256, bytes) VALUES (?, zeroblob(?))",
            arguments: [Data(part.digest.bytes), part.bytes]
        )
        let handle = try BlobHandle(self, row: lastInsertedRowID, writing: true)
        let digest = try Digest(ofPieces: BlobHandle.pieces(of: part.bytes)) { range in
            try Task.checkCancellation()
            guard let bytes = try? read(range), bytes.count == range.count else { throw NotThatBlob() }
            try handle.write(bytes, at: range.lowerBound)
            return bytes
        }
        guard digest == part.digest else { throw NotThatBlob() }
    }

    fileprivate func number(of digest: Digest) throws -> Int64 {
        let statement = try cachedStatement(sql: "SELECT id FROM blob WHERE sha256 = ?")
        guard let id = try Int64.fetchOne(statement, arguments: [Data(digest.bytes)]) else {
            throw BundleError.damaged(path: "the part taken in", detail: "blob \(digest) is not there")
        }
        return id
    }
}
