internal import Foundation
internal import GRDB
internal import Panorama

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

    var manifest: PanoramaManifest {
        PanoramaManifest(digest: digest, coverage: TileCoverage(whole: pyramid), mediaType: mediaType)
    }
}
