internal import Files
internal import Foundation
internal import TourBundle

/// A folder that appears under its name only when it is whole; until then no second process can write it.
final class PartialFolder {
    let url: URL
    private let lock: FileLock
    private var isCommitted = false

    /// Makes the folder, empty; what a killed process left of one makes way.
    init(_ url: URL) throws(TileBuilderError) {
        self.url = url
        guard TileMark.canReplace(url) else { throw .occupied(path: url.path) }
        try checkPlace(url)
        let isLeftOver = FileManager.default.fileExists(atPath: url.path)
        try onDisk("create", url) { try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true) }
        do {
            lock = try FileLock(url.appendingPathComponent(TileMark.name).path)
        } catch {
            throw error.code == EWOULDBLOCK
                ? .busy(path: url.path) : .system(path: url.path, operation: "create", reason: error.reason)
        }
        guard isLeftOver else { return }
        try onDisk("empty", url) { url in
            for name in try FileManager.default.contentsOfDirectory(atPath: url.path) where name != TileMark.name {
                try FileManager.default.removeItem(at: url.appendingPathComponent(name))
            }
        }
    }

    deinit {
        if !isCommitted { try? FileManager.default.removeItem(at: url) }
    }

    /// Brings everything to the disk and the folder under its name.
    func commit(to place: URL) throws(TileBuilderError) {
        let previous = place.deletingLastPathComponent().appendingPathComponent(place.lastPathComponent + ".previous")
        guard TileMark.canReplace(place) else { throw .occupied(path: place.path) }
        guard TileMark.canReplace(previous) else { throw .occupied(path: previous.path) }
        // One call for thousands of small files.
        try syncFileSystem(of: url.path)
        try? FileManager.default.removeItem(at: previous)
        if FileManager.default.fileExists(atPath: place.path) {
            try onDisk("replace", place) { try FileManager.default.moveItem(at: $0, to: previous) }
        }
        try onDisk("create", place) { [url] in try FileManager.default.moveItem(at: url, to: $0) }
        isCommitted = true
        try? FileManager.default.removeItem(at: previous)
    }
}

func onDisk(_ operation: String, _ url: URL, _ body: (URL) throws -> Void) throws(TileBuilderError) {
    do {
        try body(url)
    } catch {
        throw .system(path: url.path, operation: operation, error: error)
    }
}
