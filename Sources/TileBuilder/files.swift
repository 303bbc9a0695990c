internal import CPlatform
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
        throw .system(path: path, operation: "read", reason: error.localizedDescription)
    }
}

/// Writes a new file. Unlike Foundation's own way this does not wait for the disk: for thousands of tiles one wait at the end is
/// enough (``PartialFolder/commit(to:)``).
func writeFile(_ bytes: [UInt8], to path: String) throws(TileBuilderError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(path: path, operation: "create") }
    defer { close(descriptor) }
    var rest = bytes
    while !rest.isEmpty {
        let count = unsafe write(descriptor, rest, rest.count)
        guard count > 0 || count < 0 && errno == EINTR else { throw .system(path: path, operation: "write") }
        rest.removeFirst(max(count, 0))
    }
}

/// Brings everything of a folder's file system to the disk.
func syncFileSystem(of folder: String) throws(TileBuilderError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path: folder, operation: "open") }
    defer { close(descriptor) }
    guard platform_sync_file_system(descriptor) == 0 else { throw .system(path: folder, operation: "write") }
}

extension TileBuilderError {
    /// The failure of the last call to the system, as `errno` has it.
    static func system(path: String, operation: String) -> Self {
        .system(path: path, operation: operation, reason: unsafe String(cString: strerror(errno)))
    }
}
