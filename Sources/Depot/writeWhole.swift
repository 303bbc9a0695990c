internal import Foundation
internal import TourBundle

/// Puts bytes under a name, whole or not at all, on the disk, and never readable by more than `mode` says.
func writeWhole(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(DepotError) {
    let partial = path + ".partial"
    unsafe unlink(partial)
    let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .lastFailure(path) }
    defer { close(descriptor) }
    guard writeAll(bytes, to: descriptor), fsync(descriptor) == 0, unsafe rename(partial, path) == 0
    else {
        let error = DepotError.lastFailure(path)
        unsafe unlink(partial)
        throw error
    }
    try syncFolder(of: path)
}

/// Goes on where the system took only a part, or was interrupted by a signal.
///
/// - Returns: false where it failed, as `errno` has it.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = unsafe write(descriptor, Array(rest), rest.count)
        guard count > 0 || (count < 0 && errno == EINTR) else { return false }
        rest = rest.dropFirst(max(0, count))
    }
    return true
}

/// Without this a rename may be lost when the power goes.
func syncFolder(of path: String) throws(DepotError) {
    do {
        try syncDirectory(of: path)
    } catch {
        throw .notWritten(path, reason: "\(error)")
    }
}

/// Brings a file that is already written to the disk.
func syncFile(_ path: String) throws(DepotError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .lastFailure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .lastFailure(path) }
}

extension DepotError {
    /// The failure of the last call to the system, as `errno` has it.
    static func lastFailure(_ path: String) -> Self {
        .notWritten(path, reason: unsafe String(cString: strerror(errno)))
    }
}
