internal import Foundation

/// Copies a file to a name at which it appears whole and on the disk, and makes that name's folder. What stands there is replaced.
///
/// - Throws: `ClusterError.store`, or `CancellationError`.
func copyFile(_ file: String, to path: String) throws {
    let host = ProcessInfo.processInfo.hostName
    let partial = "\(path).partial-\(host)-\(ProcessInfo.processInfo.processIdentifier)"
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try copyBytes(file, to: partial)
        guard unsafe rename(partial, path) == 0 else { throw systemFault() }
        try syncFolder(folder)
    } catch {
        unsafe unlink(partial)
        guard !(error is CancellationError) else { throw error }
        throw ClusterError.store(path: path, reason: (error as? SystemFault)?.reason ?? error.localizedDescription)
    }
}

private func copyBytes(_ file: String, to path: String) throws {
    let source = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    defer { try? source.close() }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw systemFault() }
    let target = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
        try Task.checkCancellation()
        try target.write(contentsOf: piece)
    }
    try target.synchronize()
    try target.close()
}

/// Without this a rename may be lost when the power goes.
private func syncFolder(_ path: String) throws {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFault() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw systemFault() }
}

private struct SystemFault: Error {
    let reason: String
}

/// The failure of the last call to the system.
private func systemFault() -> SystemFault { SystemFault(reason: unsafe String(cString: strerror(errno))) }
