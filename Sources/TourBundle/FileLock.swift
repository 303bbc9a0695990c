internal import Foundation

/// A file opened for one writer at a time, empty. The lock ends with this value, or with the process.
package struct FileLock: ~Copyable {
    let descriptor: Int32

    /// - Throws: `BundleError.busy` where another process holds it, `.occupied` where a link lies.
    package init(_ path: String) throws(BundleError) {
        while true {
            let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
            let descriptor = unsafe open(path, flags, 0o644)
            guard descriptor >= 0 else { throw errno == ELOOP ? .occupied(path: path) : .system(at: path, "create") }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw .busy(path: path)
            }
            // The writer before us may have renamed this very file between our open and our lock.
            guard isSameFile(descriptor, path) else {
                close(descriptor)
                continue
            }
            guard ftruncate(descriptor, 0) == 0 else {
                let error = BundleError.system(at: path, "empty")
                close(descriptor)
                throw error
            }
            self.descriptor = descriptor
            return
        }
    }

    deinit { close(descriptor) }
}

private func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard unsafe fstat(descriptor, &opened) == 0, unsafe stat(path, &named) == 0 else { return false }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
}
