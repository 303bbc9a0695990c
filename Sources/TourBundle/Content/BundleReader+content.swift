internal import Foundation
internal import GRDB
internal import Panorama

extension BundleReader {
    /// What the bundle says that it holds; `verify` tells whether that is so.
    package func content() async throws(BundleError) -> BundleContent {
        let path = path
        let manifest = BundleContent.Part(digest: Digest(of: tourJSON), bytes: tourJSON.count)
        let document = Array(try await document().utf8)
        return try await read { database in
            BundleContent(
                manifest: manifest,
                document: .init(digest: Digest(of: document), bytes: document.count),
                media: try storedMedia(in: database),
                panoramas: try storedPanoramas(in: database, path: path)
            )
        }
    }

    /// The text of `tour.yaml`.
    package func document() async throws(BundleError) -> String {
        try await read { try String.fetchOne($0, sql: "SELECT document FROM tour") ?? "" }
    }

    package func tileList(_ digest: Digest) async throws(BundleError) -> [UInt8]? {
        try await read { try $0.tileList(digest) }
    }

    /// Any blob; its bytes are not looked at.
    ///
    /// - Throws: `BundleError.system` also where a large one is asked for once another file has the bundle's name.
    package func blob(_ digest: Digest) async throws(BundleError) -> StoredBlob? {
        try await read { database in
            guard let row = try database.blobRow(digest) else { return nil }
            return try row.bytes.map(StoredBlob.whole)
                ?? .large(LargeBlob(self.separateConnection(), row: row.number, path: self.path))
        }
    }

    /// One that is nobody else's: an interrupted read stops all that its connection has under way.
    private func separateConnection() throws -> DatabaseQueue {
        let other = try Self.connection(path, cachedPages: 16)
        // It is opened by name.
        guard let now = FileState(path: path), now.isSameFile(as: state) else {
            throw BundleError.system(path: path, operation: "read", reason: "another file has its name now")
        }
        return other
    }
}

extension Database {
    func tileList(_ digest: Digest) throws -> [UInt8]? {
        guard let panorama = try BundleReader.panorama(digest, in: self) else { return nil }
        let tiles = try StoredTile.all(of: panorama, in: self).map { ($0.address, $0.digest) }
        return TileList(pyramid: panorama.pyramid, mediaType: panorama.mediaType, tiles: tiles).text
    }
}

private func storedMedia(in database: Database) throws -> [BundleContent.Media] {
    let sql = """
        SELECT sha256, length(bytes) AS size, media_type, name FROM media JOIN blob ON blob.id = media.blob ORDER BY sha256
        """
    return try Row.fetchAll(database, sql: sql).compactMap { row in
        guard let digest = Digest(bytes: Data.fromDatabaseValue(row["sha256"]) ?? Data()) else { return nil }
        return .init(digest: digest, bytes: row["size"], mediaType: row["media_type"], name: row["name"])
    }
}

private func storedPanoramas(in database: Database, path: String) throws -> [BundleContent.Panorama] {
    try Row.fetchAll(database, sql: "SELECT * FROM panorama ORDER BY digest").map { row in
        guard let panorama = StoredPanorama(row) else {
            throw BundleError.damaged(path: path, detail: "a panorama has no proper digest or sizes")
        }
        return try panorama.content(in: database)
    }
}

extension StoredPanorama {
    fileprivate func content(in database: Database) throws -> BundleContent.Panorama {
        let size = """
            SELECT count(*) AS tiles, coalesce(sum(length(bytes)), 0) AS size
            FROM tile JOIN blob ON blob.id = tile.blob WHERE panorama = ?
            """
        let figures = try Row.fetchOne(database, sql: size, arguments: [id])
        let keys = "SELECT key FROM source WHERE panorama = ? ORDER BY key"
        return .init(
            digest: digest,
            tileSizePx: pyramid.tileSize,
            levelCount: pyramid.levelCount,
            mediaType: mediaType,
            presentation: presentation,
            preview: try previewPart(in: database),
            tiles: figures?["tiles"] ?? 0,
            bytes: figures?["size"] ?? 0,
            sources: try Data.fetchAll(database, sql: keys, arguments: [Data(digest.bytes)])
                .compactMap { Digest(bytes: $0) }
        )
    }

    private func previewPart(in database: Database) throws -> BundleContent.Part? {
        let sql = "SELECT sha256, length(bytes) AS size FROM blob WHERE id = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [preview]),
            let digest = Digest(bytes: Data.fromDatabaseValue(row["sha256"]) ?? Data())
        else { return nil }
        return .init(digest: digest, bytes: row["size"])
    }
}
