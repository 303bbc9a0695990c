internal import Foundation

/// Goes on where the system took only a part, or was interrupted by a signal.
///
/// - Returns: false where it failed, as `errno` has it.
package func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    var rest = Array(bytes)
    while !rest.isEmpty {
        let count = unsafe write(descriptor, rest, rest.count)
        guard count > 0 || (count < 0 && errno == EINTR) else { return false }
        rest.removeFirst(max(0, count))
    }
    return true
}

/// Brings the names in a file's folder to the disk, for else a rename may be lost when the power goes.
package func syncFolder(of path: String) throws(SystemFault) {
    try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_DIRECTORY)
}

/// Brings a file that is already written to the disk.
package func syncFile(_ path: String) throws(SystemFault) {
    try sync(path, 0)
}

private func sync(_ path: String, _ flags: Int32) throws(SystemFault) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | flags)
    guard descriptor >= 0 else { throw SystemFault("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemFault("write", path) }
}
