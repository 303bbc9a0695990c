internal import Foundation
internal import GRDB

/// A blob as it is read: at once, or where its bytes are many, in pieces.
package enum StoredBlob: Sendable {
    case whole([UInt8])
    case large(LargeBlob)

    /// From this size on.
    package static let largeBytes = 1 << 20

    /// All of them at once; nil where they are more than `most`.
    package func bytes(most: Int) async throws(BundleError) -> [UInt8]? {
        switch self {
        case .whole(let bytes): bytes.count <= most ? bytes : nil
        case .large(let blob): blob.byteCount <= most ? try await blob.read(0..<blob.byteCount) : nil
        }
    }
}

extension Database {
    /// What lies in a row, and its bytes where they are few.
    struct BlobRow {
        let number: Int64
        /// Nil where they are many.
        let bytes: [UInt8]?
    }

    func blobRow(_ digest: Digest) throws -> BlobRow? {
        let statement = try cachedStatement(
            sql: """
                SELECT id, CASE WHEN length(bytes) < \(StoredBlob.largeBytes) THEN bytes END AS bytes
                FROM blob WHERE sha256 = ?
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [Data(digest.bytes)]) else { return nil }
        return BlobRow(number: row["id"], bytes: Data.fromDatabaseValue(row["bytes"]).map { Array($0) })
    }
}
