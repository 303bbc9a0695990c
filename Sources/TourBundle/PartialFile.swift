package import Files
internal import Foundation

/// A file that appears under its name only when it is whole.
///
/// It grows as `NAME.partial` beside it, locked against a second writer, and takes its name by one rename. A process
/// killed on the way leaves the old file as it was; the next writer takes the left-over part over.
struct PartialFile: ~Copyable {
    let path: String
    let partialPath: String
    private let lock: FileLock
    private var isCommitted = false

    /// Opens an empty partial file and locks it.
    ///
    /// - Throws: `BundleError.noFolder` or `.readOnly` where nothing can be written, `.occupied` where something lies that
    ///   is no bundle, at the path or in the partial file's place, `.busy` where another process writes.
    init(path: String) throws(BundleError) {
        // Absolute, for SQLite reads some names as addresses; and the file, not a link to it, is replaced.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        try checkFolder(of: file)
        guard isReplaceable(file.path) else { throw .occupied(path: path) }
        guard isReplaceable(file.path + ".partial") else { throw .occupied(path: file.path + ".partial") }
        do { lock = try FileLock(file.path + ".partial") } catch { throw BundleError(error) }
        self.path = file.path
        self.partialPath = file.path + ".partial"
    }

    deinit {
        if !isCommitted { unsafe unlink(partialPath) }
    }

    /// Overwrites a few bytes.
    func write(_ bytes: [UInt8], at offset: Int) throws(BundleError) {
        guard unsafe pwrite(lock.descriptor, bytes, bytes.count, off_t(offset)) == bytes.count else {
            throw .system(at: partialPath, "write")
        }
    }

    /// Brings the bytes to the disk and the file under its name.
    ///
    /// - Returns: what the file system says of the file now.
    mutating func commit() throws(BundleError) -> FileState {
        guard fsync(lock.descriptor) == 0 else { throw .system(at: partialPath, "write") }
        guard unsafe rename(partialPath, path) == 0 else { throw .system(at: path, "replace") }
        isCommitted = true
        do { try syncFolder(of: path) } catch { throw BundleError(error) }
        guard let state = FileState(descriptor: lock.descriptor) else { throw .system(at: path, "read") }
        return state
    }
}

private func checkFolder(of file: URL) throws(BundleError) {
    let folder = file.deletingLastPathComponent().path
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
        throw .noFolder(path: folder)
    }
    guard FileManager.default.isWritableFile(atPath: folder) else { throw .readOnly(path: folder) }
}

/// Whether nothing of anybody else's is lost with what lies there: nothing, an empty file, as `mktemp` or a killed build makes one,
/// or a bundle, whole or not.
func isReplaceable(_ path: String) -> Bool {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return true }
    guard attributes[.type] as? FileAttributeType == .typeRegular else { return false }
    return attributes[.size] as? Int == 0 || BundleHeader(path: path)?.isBundle == true
}

extension BundleError {
    /// A lock that another holds is `.busy`, a link in a lock's place `.occupied`.
    package init(_ fault: SystemFault) {
        self =
            switch fault.code {
            case EWOULDBLOCK: .busy(path: fault.path)
            case ELOOP: .occupied(path: fault.path)
            default: .system(path: fault.path, operation: fault.operation, reason: fault.reason)
            }
    }

    /// The failure of the last call to the system, as `errno` has it.
    static func system(at path: String, _ operation: String) -> Self {
        let fault = SystemFault(operation, path)
        return .system(path: path, operation: operation, reason: fault.reason)
    }
}
