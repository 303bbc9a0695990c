package import Foundation

/// A file that takes its name only when it is whole and on the disk.
///
/// It grows as the hidden `.NAME.partial` beside its place, locked against a second writer. A process killed on the way
/// leaves what had the name as it was; the next writer takes the left-over part over.
package struct WholeFile: ~Copyable {
    private let path: String
    private let partial: String
    private let lock: FileLock
    private var isNamed = false

    /// - Parameters:
    ///   - path: a link there is replaced, not followed.
    ///   - mode: the most that anybody may do with the file.
    /// - Throws: `SystemFault`; with `EWOULDBLOCK` where another process writes the same file.
    package init(_ path: String, mode: mode_t = 0o644) throws(SystemFault) {
        let place = URL(fileURLWithPath: path)
        partial = place.deletingLastPathComponent().appendingPathComponent(".\(place.lastPathComponent).partial").path
        self.path = path
        lock = try FileLock(partial, mode: mode)
    }

    deinit {
        if !isNamed { unsafe unlink(partial) }
    }

    package func write(_ bytes: some Collection<UInt8>) throws(SystemFault) {
        guard writeAll(bytes, to: lock.descriptor) else { throw SystemFault("write", path) }
    }

    /// Gives it the permissions of another file.
    package func takePermissions(of other: String) throws(SystemFault) {
        var status = stat()
        guard unsafe stat(other, &status) == 0, fchmod(lock.descriptor, status.st_mode & 0o7777) == 0
        else { throw SystemFault("write", path) }
    }

    /// Brings the bytes to the disk, for ``takeName()`` after others.
    package func sync() throws(SystemFault) {
        guard fsync(lock.descriptor) == 0 else { throw SystemFault("write", path) }
    }

    package consuming func takeName() throws(SystemFault) {
        try sync()
        guard unsafe rename(partial, path) == 0 else { throw SystemFault("replace", path) }
        isNamed = true
        try syncFolder(of: path)
    }
}

/// Puts bytes under a name, whole or not at all, on the disk (``WholeFile``).
package func writeWhole(
    _ bytes: some Collection<UInt8>,
    to path: String,
    mode: mode_t = 0o644
) throws(SystemFault) {
    let file = try WholeFile(path, mode: mode)
    try file.write(bytes)
    try file.takeName()
}
