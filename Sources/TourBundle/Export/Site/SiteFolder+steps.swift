internal import CPlatform
internal import Files
internal import Foundation

// What lies in the folder.
extension SiteFolder {
    func file(_ path: String) -> String { "\(place)/\(path)" }

    private var listFile: String { file(SiteList.name) }

    func list() throws(BundleError) -> SiteList {
        guard kind(of: listFile) != nil else { return SiteList() }
        guard kind(of: listFile) == S_IFREG, let bytes = try? Data(contentsOf: URL(fileURLWithPath: listFile)),
            let list = SiteList(String(decoding: bytes, as: UTF8.self))
        else { throw .foreign(path: "\(path)/\(SiteList.name)") }
        return list
    }

    func found(at path: String) throws -> SiteChanges.Found {
        try Task.checkCancellation()
        if let link = link(above: path) { return .behindLink(link) }
        let file = file(path)
        guard let kind = kind(of: file) else { return errno == ENOENT ? .nothing : .other }
        // Before it is read: what changes meanwhile has another state later.
        guard kind == S_IFREG, let state = FileState(path: file) else { return .other }
        do {
            return .file(try Digest(ofFile: file), state)
        } catch {
            throw error is CancellationError ? error : fault("read", error, at: file)
        }
    }

    /// - Throws: `BundleError.foreign` where something else lies there than was judged.
    func look(at path: String, as changes: SiteChanges) throws(BundleError) {
        guard isAsJudged(path, changes) else { throw .foreign(path: "\(self.path)/\(path)") }
    }

    private func isAsJudged(_ path: String, _ changes: SiteChanges) -> Bool {
        guard link(above: path) == nil else { return false }
        guard let judged = changes.judged[path] else { return kind(of: file(path)) == nil }
        return FileState(path: file(path)) == judged
    }

    /// The first folder above a path that is a link, so that what is done there would be done elsewhere.
    private func link(above path: String) -> String? {
        folders(above: path).first { kind(of: file($0)) == S_IFLNK }
    }

    /// `S_IFREG`, `S_IFLNK` and the like; nil where there is nothing, as `errno` has it.
    private func kind(of file: String) -> mode_t? {
        var status = stat()
        return unsafe lstat(file, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}

// What changes it.
extension SiteFolder {
    /// Gives the staged files their names, and removes what is no longer needed.
    ///
    /// - Returns: how many were removed.
    func replace(_ changes: SiteChanges) throws(BundleError) -> Int {
        try sync()
        var isNaming = false
        for (number, file) in changes.written.enumerated() {
            if !isNaming, !file.isNamedByDigest {
                // What is named is there before its name is, whenever the power goes.
                try sync()
                isNaming = true
            }
            try name(number, as: file.path, changes)
        }
        try sync()
        let removed = changes.removed.count { remove($0, changes) }
        try takeList("list")
        try sync()
        return removed
    }

    private func name(_ number: Int, as path: String, _ changes: SiteChanges) throws(BundleError) {
        try look(at: path, as: changes)
        let (aside, file) = ("\(staging)/\(number)", file(path))
        if changes.judged[path] == nil {
            if unsafe platform_rename_to_new(aside, file) == 0 { return }
            guard errno != EEXIST else { throw .foreign(path: "\(self.path)/\(path)") }
            guard [EINVAL, ENOSYS].contains(errno) else { throw .system(at: "\(self.path)/\(path)", "create") }
        }
        guard unsafe rename(aside, file) == 0 else { throw .system(at: "\(self.path)/\(path)", "create") }
    }

    func takeList(_ name: String) throws(BundleError) {
        guard unsafe rename("\(staging)/\(name)", listFile) == 0 else {
            throw .system(at: path, "write")
        }
    }

    /// With the folders that it leaves empty.
    ///
    /// - Returns: whether it is gone; what somebody has changed stays.
    private func remove(_ path: String, _ changes: SiteChanges) -> Bool {
        guard isAsJudged(path, changes), unsafe unlink(file(path)) == 0 else { return false }
        for folder in folders(above: path).reversed() {
            guard unsafe rmdir(file(folder)) == 0 else { break }
        }
        return true
    }

    func sync() throws(BundleError) {
        guard platform_sync_file_system(descriptor) == 0 else { throw .system(at: path, "write") }
    }
}

func fault(_ operation: String, _ error: any Error, at path: String) -> BundleError {
    let reason = SystemFault(operation, path, error)?.reason ?? error.localizedDescription
    return .system(path: path, operation: operation, reason: reason)
}

/// Each before those that lie in it, by its path as the file has it: `a` and `a/b` of `a/b/c`.
private func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
}
