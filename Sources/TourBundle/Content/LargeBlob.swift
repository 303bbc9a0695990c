internal import GRDB

/// A blob of which a piece at a time is in memory. Its bytes are not looked at.
package final class LargeBlob: Sendable {
    package let byteCount: Int
    private let path: String
    private let database: DatabaseQueue
    // Safe: it is touched on the queue alone.
    nonisolated(unsafe) private let handle: BlobHandle

    /// - Parameters:
    ///   - database: a connection that nobody interrupts: all its handles would stop.
    ///   - row: number of the blob.
    init(_ database: DatabaseQueue, row: Int64, path: String) throws {
        let opened = try database.unsafeRead { Opened(handle: try BlobHandle($0, row: row)) }
        unsafe handle = opened.handle
        byteCount = opened.handle.byteCount
        (self.database, self.path) = (database, path)
    }

    deinit { database.unsafeReentrantRead { _ in unsafe handle.close() } }

    /// - Precondition: the range lies within `byteCount`.
    package func read(_ range: Range<Int>) async throws(BundleError) -> [UInt8] {
        do {
            return try await database.unsafeRead { _ in try unsafe self.handle.read(range) }
        } catch {
            throw BundleError(reading: path, error)
        }
    }

    /// As `read`, on the caller's thread.
    package func readNow(_ range: Range<Int>) throws(BundleError) -> [UInt8] {
        do {
            return try database.unsafeRead { _ in try unsafe handle.read(range) }
        } catch {
            throw BundleError(reading: path, error)
        }
    }

    /// Ranges to be read one after the other.
    ///
    /// - Parameter range: within `byteCount`.
    package func pieces(of range: Range<Int>) -> [Range<Int>] {
        BlobHandle.pieces(of: range.count).map { $0.lowerBound + range.lowerBound..<$0.upperBound + range.lowerBound }
    }

    // Safe: it only carries the handle off the queue on which it was opened.
    private struct Opened: @unchecked Sendable {
        let handle: BlobHandle
    }
}
