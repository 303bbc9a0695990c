internal import Foundation

/// A file that appears under its name only when it is whole.
///
/// It grows as `NAME.partial` beside it, locked against a second writer, and takes its name by one rename. A process
/// killed on the way leaves the old file as it was; the next writer takes the left-over part over.
struct PartialFile: ~Copyable {
    let path: String
    let partialPath: String
    private let descriptor: Int32
    private var isCommitted = false

    /// Opens an empty partial file and locks it.
    init(path: String) throws(BundleError) {
        self.path = path
        self.partialPath = path + ".partial"
        self.descriptor = try Self.openLocked(partialPath)
    }

    deinit {
        if !isCommitted { unsafe unlink(partialPath) }
        close(descriptor)
    }

    /// Brings the bytes to the disk and the file under its name.
    mutating func commit() throws(BundleError) {
        guard fsync(descriptor) == 0 else { throw .system(at: partialPath, "write") }
        guard unsafe rename(partialPath, path) == 0 else { throw .system(at: path, "replace") }
        isCommitted = true
        try syncDirectory(of: path)
    }

    private static func openLocked(_ path: String) throws(BundleError) -> Int32 {
        while true {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw .system(at: path, "create") }
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
            return descriptor
        }
    }
}

private func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard unsafe fstat(descriptor, &opened) == 0, unsafe stat(path, &named) == 0 else { return false }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
}

/// Without this a rename may be lost when the power goes.
private func syncDirectory(of path: String) throws(BundleError) {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(at: directory, "open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(at: directory, "write") }
}

extension BundleError {
    /// The failure of the last call to the system, as `errno` has it.
    static func system(at path: String, _ operation: String) -> Self {
        .system(path: path, operation: operation, reason: unsafe String(cString: strerror(errno)))
    }
}
