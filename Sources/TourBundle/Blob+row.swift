internal import Foundation
internal import GRDB

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
