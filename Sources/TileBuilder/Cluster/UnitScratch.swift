internal import Files
internal import Foundation
internal import TourBundle

/// A file on the worker's own disk for a result that is being made; gone with this value. What a killed process left is replaced by the
/// next one that makes the same unit here.
final class UnitScratch {
    let path: String
    private let lock: FileLock

    /// - Throws: `BundleError.busy` where another process on this machine makes the same unit.
    init(_ unit: Digest) throws {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
        path = "\(folder)/zeitreise-\(unit).tiles"
        do { lock = try FileLock(path + ".lock") } catch { throw BundleError(error) }
    }

    deinit {
        TileStore.remove(at: path)
        unsafe unlink(path + ".lock")
    }
}
