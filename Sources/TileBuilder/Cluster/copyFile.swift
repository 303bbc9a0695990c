internal import Files
internal import Foundation

/// Copies a file to a name at which it appears whole and on the disk, and makes that name's folder. What stands there is replaced.
///
/// The part's name is this process's own, for not every file system that machines share has locks.
///
/// - Throws: `ClusterError.store`, or `CancellationError`.
func copyFile(_ file: String, to path: String) throws {
    let host = ProcessInfo.processInfo.hostName
    let partial = "\(path).partial-\(host)-\(ProcessInfo.processInfo.processIdentifier)"
    do {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try copyBytes(file, to: partial)
        guard unsafe rename(partial, path) == 0 else { throw SystemFault("replace", path) }
        try syncFolder(of: path)
    } catch {
        unsafe unlink(partial)
        guard !(error is CancellationError) else { throw error }
        let fault = error as? SystemFault ?? SystemFault("write", path, error)
        throw ClusterError.store(path: path, reason: fault?.reason ?? error.localizedDescription)
    }
}

private func copyBytes(_ file: String, to path: String) throws {
    let source = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    defer { try? source.close() }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw SystemFault("create", path) }
    defer { close(descriptor) }
    while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
        try Task.checkCancellation()
        guard writeAll(piece, to: descriptor) else { throw SystemFault("write", path) }
    }
    guard fsync(descriptor) == 0 else { throw SystemFault("write", path) }
}
