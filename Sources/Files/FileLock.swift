package import Foundation

/// A file opened for one writer at a time, empty. The lock ends with this value, or with the process.
package struct FileLock: ~Copyable {
    package let descriptor: Int32

    /// - Parameter mode: the most that anybody may do with the file, also where it was there.
    /// - Throws: `SystemFault` with `EWOULDBLOCK` where another process holds it, `ELOOP` where a link lies.
    package init(_ path: String, mode: mode_t = 0o644) throws(SystemFault) {
        while true {
            let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
            let descriptor = unsafe open(path, flags, mode)
            guard descriptor >= 0 else { throw SystemFault("create", path) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw closing(descriptor, SystemFault("lock", path))
            }
            // The writer before us may have renamed this very file between our open and our lock.
            guard isSameFile(descriptor, path) else {
                close(descriptor)
                continue
            }
            guard ftruncate(descriptor, 0) == 0, restrict(descriptor, to: mode) else {
                throw closing(descriptor, SystemFault("empty", path))
            }
            self.descriptor = descriptor
            return
        }
    }

    deinit { close(descriptor) }
}

private func closing(_ descriptor: Int32, _ fault: SystemFault) -> SystemFault {
    close(descriptor)
    return fault
}

private func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard unsafe fstat(descriptor, &opened) == 0, unsafe stat(path, &named) == 0 else { return false }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
}

/// Takes permissions away that a file which was there has beyond these. Where the file is another's, or the file system has none,
/// that fails; it matters where the file is for nobody else's eyes.
private func restrict(_ descriptor: Int32, to mode: mode_t) -> Bool {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return false }
    let present = status.st_mode & 0o7777
    return present & ~mode == 0 || fchmod(descriptor, present & mode) == 0 || mode & 0o077 != 0
}
