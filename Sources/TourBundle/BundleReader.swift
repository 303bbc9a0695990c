internal import Foundation
internal import GRDB
package import Panorama

/// A bundle opened for reading. Reads run on SQLite's own queue, never on the caller's thread. What was opened
/// stays the same when another bundle takes the name.
package final class BundleReader: Sendable {
    package let path: String
    /// The tour as stored: the body of `/api/v1/tour`.
    package let tourJSON: [UInt8]
    package let tour: TourManifest
    /// One connection: a second would be opened by name, and there may be a newer bundle under it by then.
    let database: DatabaseQueue
    /// Of the file when it was opened.
    let state: FileState

    /// Opens the file read-only and reads the tour; tiles are not looked at.
    ///
    /// - Throws: `BundleError` when the file is missing, no bundle, of a newer format, or damaged in what was read.
    package init(path: String) throws(BundleError) {
        self.path = path
        let (database, state, json) = try Self.open(path)
        guard let tour = try? ManifestJSON.decode(TourManifest.self, from: json) else {
            throw .damaged(path: path, detail: "its tour cannot be read")
        }
        self.database = database
        self.state = state
        self.tourJSON = json
        self.tour = tour
    }

    /// The manifest of a panorama, or nil when the bundle has none of that digest.
    package func panorama(_ digest: Digest) async throws(BundleError) -> PanoramaManifest? {
        let path = path
        return try await read { database in
            guard let panorama = try Self.panorama(digest, in: database) else { return nil }
            guard let manifest = try panorama.manifest(in: database) else {
                throw BundleError.damaged(path: path, detail: "panorama \(digest) has no proper tiles")
            }
            return manifest
        }
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

    /// Sound or captions of the tour, or the preview of a panorama; nil for anything else.
    package func media(_ digest: Digest) async throws(BundleError) -> Blob? {
        try await read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: Self.mediaSQL),
                arguments: [Data(digest.bytes), Data(digest.bytes)]
            )
            .flatMap(Blob.init)
        }
    }

    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws(BundleError)
        -> Value
    {
        do {
            return try await database.read(body)
        } catch {
            throw BundleError(reading: path, error)
        }
    }

    /// A panorama's row.
    static func panorama(_ digest: Digest, in database: Database) throws -> StoredPanorama? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM panorama WHERE digest = ?"),
            arguments: [Data(digest.bytes)]
        ).flatMap(StoredPanorama.init)
    }

    private static let tileSQL = """
        SELECT blob.sha256, panorama.media_type, blob.bytes
        FROM panorama JOIN tile ON tile.panorama = panorama.id JOIN blob ON blob.id = tile.blob
        WHERE panorama.digest = ? AND tile.level = ? AND tile.face = ? AND tile.row = ? AND tile."column" = ?
        """

    private static let mediaSQL = """
        SELECT blob.sha256, media.media_type, blob.bytes
        FROM blob JOIN media ON media.blob = blob.id WHERE blob.sha256 = ?
        UNION ALL
        SELECT blob.sha256, 'image/jpeg', blob.bytes
        FROM blob JOIN panorama ON panorama.preview = blob.id WHERE blob.sha256 = ?
        """
}
