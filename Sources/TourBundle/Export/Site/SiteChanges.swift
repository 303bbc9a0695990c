/// What makes a folder the tour.
struct SiteChanges {
    /// What lies at a path.
    enum Found: Equatable {
        case nothing
        case file(Digest, FileState)
        /// A folder above it is a link: what it has belongs to another place. From the site's folder.
        case behindLink(String)
        /// A folder, a link, or a file where a folder is to be.
        case other
    }

    /// In the order in which they may be seen: what names others after them, and what is new before what is there already and may name it.
    private(set) var written: [SiteFile] = []
    private(set) var kept = 0
    /// Paths of an earlier export's files that the tour has no longer.
    private(set) var removed: [String] = []
    /// How those that are to be replaced or removed were when that was found right; by path.
    private(set) var judged: [String: FileState] = [:]

    /// - Parameters:
    ///   - files: of the tour, all of them.
    ///   - list: of earlier exports.
    ///   - found: what lies at a path.
    /// - Throws: `BundleError.foreign` where something at a file's path is not an export's, or was changed since.
    init(
        to files: [SiteFile],
        list: SiteList,
        in folder: String,
        found: (String) throws -> Found
    ) throws {
        var changed: [SiteFile] = []
        for file in files {
            switch try found(file.path) {
            case .nothing: written.append(file)
            case .file(file.digest, _): kept += 1
            case .file(let digest, let state) where list.contains(digest, at: file.path):
                changed.append(file)
                judged[file.path] = state
            case .behindLink(let link): throw BundleError.foreign(path: "\(folder)/\(link)")
            case .file, .other: throw BundleError.foreign(path: "\(folder)/\(file.path)")
            }
        }
        written += changed
        let paths = Set(files.map(\.path))
        for path in list.digests.keys.sorted() where !paths.contains(path) {
            // What somebody has changed is left to him.
            guard case .file(let digest, let state) = try found(path), list.contains(digest, at: path) else { continue }
            removed.append(path)
            judged[path] = state
        }
    }
}
