internal import CPlatform
internal import Files
internal import Foundation
internal import TourBundle

/// Whether there is a regular file at the path, or a link to one: what a tour may name.
package func isFile(_ path: String) -> Bool {
    FileState(path: path) != nil
}

func readFile(_ path: String) throws(TileBuilderError) -> Data {
    do {
        return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
        throw .unreadable(path, error)
    }
}

/// Writes a new file. Unlike Foundation's own way this does not wait for the disk: for thousands of tiles one wait at the end is
/// enough (``PartialFolder/commit(to:)``).
func writeFile(_ bytes: [UInt8], to path: String) throws(TileBuilderError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(path: path, operation: "create") }
    defer { close(descriptor) }
    guard writeAll(bytes, to: descriptor) else { throw .system(path: path, operation: "write") }
}

/// Brings everything of a folder's file system to the disk.
func syncFileSystem(of folder: String) throws(TileBuilderError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path: folder, operation: "open") }
    defer { close(descriptor) }
    guard platform_sync_file_system(descriptor) == 0 else { throw .system(path: folder, operation: "write") }
}

extension TileBuilderError {
    init(_ fault: SystemFault) {
        self =
            fault.isLasting
            ? .notWritable(path: fault.path, reason: fault.reason)
            : .system(path: fault.path, operation: fault.operation, reason: fault.reason)
    }

    /// The failure of the last call to the system, as `errno` has it.
    static func system(path: String, operation: String) -> Self {
        Self(SystemFault(operation, path))
    }

    /// A failure of Foundation's to read.
    static func unreadable(_ path: String, _ error: any Error) -> Self {
        let reason = SystemFault("read", path, error)?.reason ?? error.localizedDescription
        return .system(path: path, operation: "read", reason: reason)
    }

    /// A failure of Foundation's to write.
    static func system(path: String, operation: String, error: any Error) -> Self {
        let lasting: [CocoaError.Code] = [
            .fileWriteNoPermission, .fileWriteVolumeReadOnly, .fileWriteInvalidFileName, .fileNoSuchFile,
        ]
        let reason = SystemFault(operation, path, error)?.reason ?? error.localizedDescription
        guard let error = error as? CocoaError, lasting.contains(error.code) else {
            return .system(path: path, operation: operation, reason: reason)
        }
        return .notWritable(path: path, reason: reason)
    }
}

/// Makes sure that a file or folder can be made here, its folders too.
///
/// - Throws: `TileBuilderError.notWritable` with the folder that does not allow it.
func checkPlace(_ url: URL) throws(TileBuilderError) {
    var folder = url.deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" { folder.deleteLastPathComponent() }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder else {
        throw .notWritable(path: folder.path, reason: "it is no folder")
    }
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
        throw .notWritable(path: folder.path, reason: "no permission")
    }
}
