internal import Files
internal import Foundation
internal import TourBundle

/// A large blob as far as it has come, as a file of its own.
package struct PartialBlob: Sendable {
    package let path: String
    /// Called with all its bytes so far, each time that some have come.
    let onGrowth: @Sendable (Int) -> Void

    package var bytes: Int { Int(FileState(path: path)?.size ?? 0) }

    package func append(_ more: [UInt8]) throws(DepotError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .lastFailure(path) }
        defer { close(descriptor) }
        guard writeAll(more, to: descriptor) else { throw .lastFailure(path) }
        onGrowth(bytes)
    }

    func read(_ range: Range<Int>) throws -> [UInt8] {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(range.lowerBound))
        return Array(try file.read(upToCount: range.count) ?? Data())
    }

    func remove() { unsafe unlink(path) }
}
