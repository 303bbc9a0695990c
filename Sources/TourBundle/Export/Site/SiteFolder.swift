internal import CPlatform
internal import Files
internal import Foundation

/// A folder that is made to hold a tour as plain files, and whose visitors have the tour before or the one after at every moment.
///
/// New files are written aside and brought to the disk, and the folders for them are made. Then the files take their names, those first
/// that others name; and at last what the tour no longer has is removed. `SiteList` says which files are ours, before the first of them
/// appears. What others do in the folder meanwhile is seen: each file is looked at once more right before it is replaced or removed.
struct SiteFolder: ~Copyable {
    /// As the user named it.
    let path: String
    /// The same as the system has it.
    let place: String
    let staging: String
    private let layout: String?
    /// Its lock ends with this value.
    let descriptor: Int32
    private var newFolders: NewFolders

    /// Makes the folder where there is none.
    ///
    /// - Parameter layout: whose viewer the files are for; nil for our own page.
    /// - Throws: `BundleError.notEmpty` where something is there that no export has made, `.busy` while another works on it.
    init(_ path: String, layout: String?) throws(BundleError) {
        let place = URL(fileURLWithPath: path).standardizedFileURL.path
        let staging = "\(SiteList.name).partial"
        let there = try? FileManager.default.contentsOfDirectory(atPath: place)
        let isNew = !FileManager.default.fileExists(atPath: place)
        let isOurs = there.map { $0.contains(SiteList.name) || $0.allSatisfy { $0 == staging } }
        guard isNew || isOurs == true else { throw .notEmpty(path: path) }
        var folders = NewFolders()
        do throws(BundleError) {
            try folders.make(place, for: path)
            descriptor = try locked(place, for: path)
        } catch {
            folders.removeEmpty()
            throw error
        }
        (self.path, self.place, self.staging, self.layout) = (path, place, "\(place)/\(staging)", layout)
        newFolders = folders
        // What a killed process left.
        try? FileManager.default.removeItem(atPath: self.staging)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: staging)
        newFolders.removeEmpty()
        close(descriptor)
    }

    /// What is to be done, which nothing was done of yet.
    ///
    /// - Throws: `BundleError.foreign` where something is in the way, `.otherLayout`.
    func changes(to files: [SiteFile]) throws -> SiteChanges {
        let earlier = try list()
        guard earlier == SiteList() || earlier.layout == layout else { throw BundleError.otherLayout(path: path) }
        return try SiteChanges(to: files, list: earlier, in: path) { try found(at: $0) }
    }

    /// Writes a file aside.
    ///
    /// - Parameter number: by which it is known until it has its name.
    mutating func stage(_ bytes: [UInt8], as number: Int) throws(BundleError) {
        try stage(bytes, as: String(number))
    }

    /// Makes the staged files, which have the numbers of `changes.written`, the folder's own. Not to be broken off.
    ///
    /// - Returns: how many files were removed.
    /// - Throws: `BundleError.unfinished` where files may have their names already; otherwise nothing was changed.
    mutating func publish(_ changes: SiteChanges, of files: [SiteFile]) throws(BundleError) -> Int {
        let (earlier, list) = (try self.list(), SiteList(files, layout: layout))
        guard !changes.written.isEmpty || !changes.removed.isEmpty || earlier != list else { return 0 }
        try stage(Array(earlier.union(list).text.utf8), as: "both")
        try stage(Array(list.text.utf8), as: "list")
        for folder in Set(changes.written.compactMap(\.folder)) { try newFolders.make(file(folder), for: path) }
        try sync()
        for file in changes.written { try look(at: file.path, as: changes) }
        try takeList("both")
        do {
            return try replace(changes)
        } catch {
            throw .unfinished(path: path, cause: error)
        }
    }

    private mutating func stage(_ bytes: [UInt8], as name: String) throws(BundleError) {
        try newFolders.make(staging, for: path)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(staging)/\(name)"))
        } catch {
            throw fault("write", error, at: path)
        }
    }
}

private func locked(_ folder: String, for path: String) throws(BundleError) -> Int32 {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(at: path, "open") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw .busy(path: path)
    }
    return descriptor
}

extension NewFolders {
    fileprivate mutating func make(_ folder: String, for path: String) throws(BundleError) {
        do {
            try make(folder)
        } catch {
            throw .system(path: path, operation: error.operation, reason: error.reason)
        }
    }
}
