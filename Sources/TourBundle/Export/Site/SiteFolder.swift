internal import CPlatform
internal import Foundation

/// A folder that is made to hold a tour as plain files, and at every moment is the tour before or the one after.
///
/// New files are written aside and brought to the disk. Then they take their names, those first that others name; and at last what
/// the tour no longer has is removed. `SiteList` says which files are ours, before the first of them appears.
struct SiteFolder: ~Copyable {
    /// As the user named it.
    private let path: String
    private let place: URL
    private let staging: URL
    private let isNew: Bool
    /// Its lock ends with this value.
    private let descriptor: Int32
    private var isPublished = false

    /// Makes the folder where there is none.
    ///
    /// - Throws: `BundleError.notEmpty` where something is there that no export has made, `.busy` while another works on it.
    init(_ path: String) throws(BundleError) {
        let place = URL(fileURLWithPath: path).standardizedFileURL
        let staging = place.appendingPathComponent("\(SiteList.name).partial")
        let there = try? FileManager.default.contentsOfDirectory(atPath: place.path)
        let isNew = !FileManager.default.fileExists(atPath: place.path)
        let isOurs = there.map { $0.contains(SiteList.name) || $0.allSatisfy { $0 == staging.lastPathComponent } }
        guard isNew || isOurs == true else { throw .notEmpty(path: path) }
        try makeFolder(place, for: path)
        descriptor = try locked(place, for: path)
        (self.path, self.place, self.staging, self.isNew) = (path, place, staging, isNew)
        // What a killed process left.
        try? FileManager.default.removeItem(at: staging)
    }

    deinit {
        try? FileManager.default.removeItem(at: staging)
        if isNew, !isPublished { unsafe rmdir(place.path) }
        close(descriptor)
    }

    /// What is to be done, which nothing was done of yet.
    func changes(to files: [SiteFile]) throws -> SiteChanges {
        try SiteChanges(to: files, list: try list(), in: path) { try found(at: $0) }
    }

    /// Writes a file aside.
    ///
    /// - Parameter number: by which it is known until it has its name.
    func stage(_ bytes: [UInt8], as number: Int) throws(BundleError) {
        try makeFolder(staging, for: path)
        do {
            try Data(bytes).write(to: staging.appendingPathComponent(String(number)))
        } catch {
            throw fault("write", error, at: path)
        }
    }

    /// Makes the staged files, which have the numbers of `changes.written`, the folder's own. Not to be broken off.
    mutating func publish(_ changes: SiteChanges, of files: [SiteFile]) throws(BundleError) {
        let (earlier, list) = (try self.list(), SiteList(files))
        guard !changes.written.isEmpty || !changes.removed.isEmpty || earlier != list else { return }
        try sync()
        try write(earlier.union(list))
        isPublished = true
        var isNaming = false
        for (number, file) in changes.written.enumerated() {
            if !isNaming, !file.isNamedByDigest {
                // What is named is there before its name is, whenever the power goes.
                try sync()
                isNaming = true
            }
            try name(number, as: file.path)
        }
        try sync()
        for path in changes.removed { remove(path) }
        try write(list)
        try sync()
    }
}

// MARK: - Steps

extension SiteFolder {
    private var listFile: URL { place.appendingPathComponent(SiteList.name) }

    private func list() throws(BundleError) -> SiteList {
        guard FileManager.default.fileExists(atPath: listFile.path) else { return SiteList() }
        guard let bytes = try? Data(contentsOf: listFile), let list = SiteList(String(decoding: bytes, as: UTF8.self))
        else { throw .foreign(path: "\(path)/\(SiteList.name)") }
        return list
    }

    private func found(at path: String) throws -> SiteChanges.Found {
        try Task.checkCancellation()
        let file = place.appendingPathComponent(path).path
        var status = stat()
        guard unsafe lstat(file, &status) == 0 else { return errno == ENOENT ? .nothing : .other }
        guard status.st_mode & S_IFMT == S_IFREG else { return .other }
        do {
            return .file(try Digest(ofFile: file))
        } catch {
            throw error is CancellationError ? error : fault("read", error, at: file)
        }
    }

    private func name(_ number: Int, as path: String) throws(BundleError) {
        let file = place.appendingPathComponent(path)
        try makeFolder(file.deletingLastPathComponent(), for: self.path)
        guard unsafe rename(staging.appendingPathComponent(String(number)).path, file.path) == 0 else {
            throw .system(at: "\(self.path)/\(path)", "create")
        }
    }

    private func write(_ list: SiteList) throws(BundleError) {
        let aside = staging.appendingPathComponent("list")
        try makeFolder(staging, for: path)
        do {
            try Data(list.text.utf8).write(to: aside)
        } catch {
            throw fault("write", error, at: path)
        }
        try sync()
        guard unsafe rename(aside.path, listFile.path) == 0 else { throw .system(at: path, "write") }
    }

    /// With the folders that it leaves empty.
    private func remove(_ path: String) {
        var item = place.appendingPathComponent(path)
        guard unsafe unlink(item.path) == 0 else { return }
        while item.deletingLastPathComponent().path != place.path {
            item.deleteLastPathComponent()
            guard unsafe rmdir(item.path) == 0 else { return }
        }
    }

    private func sync() throws(BundleError) {
        guard platform_sync_file_system(descriptor) == 0 else { throw .system(at: path, "write") }
    }
}

private func locked(_ folder: URL, for path: String) throws(BundleError) -> Int32 {
    let descriptor = unsafe open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(at: path, "open") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw .busy(path: path)
    }
    return descriptor
}

private func makeFolder(_ folder: URL, for path: String) throws(BundleError) {
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw fault("create", error, at: path)
    }
}

private func fault(_ operation: String, _ error: any Error, at path: String) -> BundleError {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
    return .system(path: path, operation: operation, reason: cause.localizedDescription)
}
