internal import Foundation

/// A folder of files that appears under its name only when it is whole.
final class SiteFolder {
    private let place: URL
    private let partial: URL
    private var folders: Set<String> = []
    private var isCommitted = false

    /// - Throws: `BundleError.notEmpty` where something is there already.
    init(_ path: String) throws(BundleError) {
        place = URL(fileURLWithPath: path).standardizedFileURL
        partial = place.deletingLastPathComponent().appendingPathComponent(".\(place.lastPathComponent).partial")
        let there = try? FileManager.default.contentsOfDirectory(atPath: place.path)
        guard there?.isEmpty ?? !FileManager.default.fileExists(atPath: place.path) else { throw .notEmpty(path: path) }
        // What a killed process left.
        try? FileManager.default.removeItem(at: partial)
        try make(partial)
    }

    deinit {
        if !isCommitted { try? FileManager.default.removeItem(at: partial) }
    }

    /// - Parameter path: from the folder, with `/` between names.
    func write(_ bytes: [UInt8], at path: String) throws(BundleError) {
        let file = partial.appendingPathComponent(path)
        try make(file.deletingLastPathComponent())
        do {
            try Data(bytes).write(to: file)
        } catch {
            throw fault("write", error)
        }
    }

    func commit() throws(BundleError) {
        guard unsafe rename(partial.path, place.path) == 0 else { throw .system(at: place.path, "create") }
        isCommitted = true
    }

    private func make(_ folder: URL) throws(BundleError) {
        guard folders.insert(folder.path).inserted else { return }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw fault("create", error)
        }
    }

    private func fault(_ operation: String, _ error: any Error) -> BundleError {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
        return .system(path: place.path, operation: operation, reason: cause.localizedDescription)
    }
}
