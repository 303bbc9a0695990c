/// What makes a folder the tour.
struct SiteChanges {
    /// What lies at a path.
    enum Found: Equatable {
        case nothing
        case file(Digest)
        /// A folder, a link, or a file where a folder is to be.
        case other
    }

    /// In the order in which they may be seen: what names others after them, and what is new before what is there already and may name it.
    private(set) var written: [SiteFile] = []
    private(set) var kept = 0
    /// Paths of an earlier export's files that the tour has no longer.
    private(set) var removed: [String] = []

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
            case .file(file.digest): kept += 1
            case .file(let digest) where list.contains(digest, at: file.path): changed.append(file)
            case .file, .other: throw BundleError.foreign(path: "\(folder)/\(file.path)")
            }
        }
        written += changed
        let paths = Set(files.map(\.path))
        removed = try list.digests.keys.sorted().filter { path in
            guard !paths.contains(path), case .file(let digest) = try found(path) else { return false }
            // What somebody has changed is left to him.
            return list.contains(digest, at: path)
        }
    }
}
