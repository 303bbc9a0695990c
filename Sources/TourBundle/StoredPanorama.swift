internal import Foundation
internal import GRDB
internal import Panorama

/// A row of the table `panorama`.
struct StoredPanorama {
    let id: Int64
    let digest: Digest
    let pyramid: Pyramid
    let mediaType: String
    let presentation: PanoramaPresentation
    /// Number of the preview's blob; nil where there is none.
    let preview: Int64?

    /// Nil where the row's numbers are not those of a pyramid.
    init?(_ row: Row) {
        guard let id = Int64.fromDatabaseValue(row["id"]), let name = Data.fromDatabaseValue(row["digest"]),
            let digest = Digest(bytes: name), let tileSize = Int.fromDatabaseValue(row["tile_size"]),
            let levelCount = Int.fromDatabaseValue(row["level_count"]),
            let mediaType = String.fromDatabaseValue(row["media_type"]),
            let json = Data.fromDatabaseValue(row["presentation"]),
            let presentation = try? ManifestJSON.decode(PanoramaPresentation.self, from: Array(json)),
            (1...1 << 16).contains(tileSize), (1...24).contains(levelCount)
        else { return nil }
        self.id = id
        self.digest = digest
        self.pyramid = Pyramid(tileSize: tileSize, levelCount: levelCount)
        self.mediaType = mediaType
        self.presentation = presentation
        preview = Int64.fromDatabaseValue(row["preview"])
    }

    /// - Returns: nil where its tiles are not those of a pyramid.
    func manifest(in database: Database) throws -> PanoramaManifest? {
        guard let coverage = try coverage(in: database) else { return nil }
        var manifest = PanoramaManifest(
            digest: digest,
            coverage: coverage,
            mediaType: mediaType,
            presentation: presentation
        )
        manifest.preview = try previewDigest(in: database).map { "/media/\($0)" }
        return manifest
    }

    private func previewDigest(in database: Database) throws -> Digest? {
        let sql = "SELECT sha256 FROM blob WHERE id = ?"
        return try Data.fetchOne(database.cachedStatement(sql: sql), arguments: [preview]).flatMap { Digest(bytes: $0) }
    }

    func tileCount(in database: Database) throws -> Int {
        let sql = "SELECT count(*) FROM tile WHERE panorama = ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) ?? 0
    }

    /// By counting alone where no tile is absent.
    private func coverage(in database: Database) throws -> TileCoverage? {
        if try tileCount(in: database) == pyramid.totalTileCount { return TileCoverage(whole: pyramid) }
        return TileCoverage(pyramid: pyramid, stored: try StoredTile.all(of: self, in: database))
    }
}
