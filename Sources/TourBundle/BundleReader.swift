internal import Foundation
internal import GRDB
package import Panorama

/// A bundle opened for reading. Reads run on SQLite's own threads, several at a time.
package final class BundleReader: Sendable {
    package let path: String
    /// The tour as stored: the body of `/api/v1/tour`.
    package let tourJSON: [UInt8]
    package let tour: TourManifest
    let database: DatabasePool

    /// Opens the file read-only and reads the tour; tiles are not looked at.
    ///
    /// - Throws: `BundleError` when the file is missing, no bundle, of a newer format, or damaged in what was read.
    package init(path: String) throws(BundleError) {
        self.path = path
        let (database, json) = try Self.open(path)
        guard let tour = try? ManifestJSON.decode(TourManifest.self, from: json) else {
            throw .damaged(path: path, detail: "its tour cannot be read")
        }
        self.database = database
        self.tourJSON = json
        self.tour = tour
    }

    /// The manifest of a panorama, or nil when the bundle has none of that digest.
    package func panorama(_ digest: Digest) async throws(BundleError) -> PanoramaManifest? {
        try await read { try Self.panorama(digest, in: $0)?.manifest }
    }

    /// The body of `/api/v1/panoramas/{digest}`.
    package func panoramaJSON(_ digest: Digest) async throws(BundleError) -> [UInt8]? {
        guard let manifest = try await panorama(digest) else { return nil }
        do {
            return try ManifestJSON.encode(manifest)
        } catch {
            throw .damaged(path: path, detail: "the manifest of panorama \(digest) cannot be written as JSON")
        }
    }

    /// A tile, or nil when there is no such panorama or the address lies outside its pyramid.
    package func tile(panorama: Digest, address: TileAddress) async throws(BundleError) -> Blob? {
        try await read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: Self.tileSQL),
                arguments: [
                    Data(panorama.bytes), address.level, address.face.rawValue, address.row, address.column,
                ]
            ).flatMap(Blob.init)
        }
    }

    /// Sound, captions or a picture of the tour; nil for anything else.
    package func media(_ digest: Digest) async throws(BundleError) -> Blob? {
        try await read { database in
            try Row.fetchOne(database.cachedStatement(sql: Self.mediaSQL), arguments: [Data(digest.bytes)])
                .flatMap(Blob.init)
        }
    }

    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws(BundleError)
        -> Value
    {
        do {
            return try await database.read(body)
        } catch {
            throw .damaged(path: path, detail: String(describing: error))
        }
    }

    private static let tileSQL = """
        SELECT blob.sha256, blob.media_type, blob.bytes
        FROM panorama JOIN tile ON tile.panorama = panorama.id JOIN blob ON blob.id = tile.blob
        WHERE panorama.digest = ? AND tile.level = ? AND tile.face = ? AND tile.row = ? AND tile."column" = ?
        """

    private static let mediaSQL = """
        SELECT blob.sha256, blob.media_type, blob.bytes
        FROM blob JOIN media ON media.blob = blob.id WHERE blob.sha256 = ?
        """
}

extension BundleReader {
    private static func open(_ path: String) throws(BundleError) -> (DatabasePool, [UInt8]) {
        var isDirectory = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue
        else { throw .missing(path: path) }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let database = try DatabasePool(path: path, configuration: configuration)
            return (database, try database.read { try readTour($0, path: path) })
        } catch let error as BundleError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw .notABundle(path: path)
        } catch {
            throw .damaged(path: path, detail: String(describing: error))
        }
    }

    private static func readTour(_ database: Database, path: String) throws -> [UInt8] {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard application == BundleSchema.applicationID else { throw BundleError.notABundle(path: path) }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= BundleSchema.version else { throw BundleError.newerFormat(path: path, version: version) }
        guard let json = try Data.fetchOne(database, sql: "SELECT manifest FROM tour") else {
            throw BundleError.damaged(path: path, detail: "it holds no tour")
        }
        return Array(json)
    }

    /// A panorama's row and manifest.
    static func panorama(_ digest: Digest, in database: Database) throws -> StoredPanorama? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM panorama WHERE digest = ?"),
            arguments: [Data(digest.bytes)]
        ).flatMap(StoredPanorama.init)
    }
}

/// A row of the table `panorama`.
struct StoredPanorama {
    let id: Int64
    let digest: Digest
    let pyramid: Pyramid
    let mediaType: String

    /// Nil where the row's numbers are not those of a pyramid.
    init?(_ row: Row) {
        guard let id = Int64.fromDatabaseValue(row["id"]), let name = Data.fromDatabaseValue(row["digest"]),
            let digest = Digest(bytes: name), let tileSize = Int.fromDatabaseValue(row["tile_size"]),
            let levelCount = Int.fromDatabaseValue(row["level_count"]),
            let mediaType = String.fromDatabaseValue(row["media_type"]),
            (1...1 << 16).contains(tileSize), (1...24).contains(levelCount)
        else { return nil }
        self.id = id
        self.digest = digest
        self.pyramid = Pyramid(tileSize: tileSize, levelCount: levelCount)
        self.mediaType = mediaType
    }

    var manifest: PanoramaManifest { PanoramaManifest(digest: digest, pyramid: pyramid, mediaType: mediaType) }
}

extension Blob {
    /// From the columns `sha256`, `media_type` and `bytes`; nil where the digest is not one.
    init?(_ row: Row) {
        guard let name = Data.fromDatabaseValue(row["sha256"]), let digest = Digest(bytes: name),
            let mediaType = String.fromDatabaseValue(row["media_type"]),
            let bytes = Data.fromDatabaseValue(row["bytes"])
        else { return nil }
        self.init(digest: digest, mediaType: mediaType, bytes: Array(bytes))
    }
}
