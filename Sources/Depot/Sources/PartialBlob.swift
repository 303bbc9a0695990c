internal import Files
internal import Foundation
internal import TourBundle

/// A large blob as far as it has come, as a file of its own.
package struct PartialBlob: Sendable {
    package let path: String

    package var bytes: Int { Int(FileState(path: path)?.size ?? 0) }

    package func append(_ more: [UInt8]) throws(DepotError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .lastFailure(path) }
        defer { close(descriptor) }
        guard writeAll(more, to: descriptor) else { throw .lastFailure(path) }
    }

    /// What is there, held to its digest; nil where it is another, and then it is gone.
    func whole(_ digest: Digest) -> CheckedBlob? {
        let blob = FileManager.default.contents(atPath: path).flatMap { CheckedBlob(Array($0), digest: digest) }
        if blob == nil { remove() }
        return blob
    }

    func remove() { unsafe unlink(path) }
}
