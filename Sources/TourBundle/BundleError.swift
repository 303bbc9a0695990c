/// Why a bundle cannot be read or written.
package enum BundleError: Error, Equatable {
    case missing(path: String)
    case notABundle(path: String)
    case newerFormat(path: String, version: Int)
    case olderFormat(path: String, version: Int)
    case damaged(path: String, detail: String)
    /// Another process holds the partial file.
    case busy(path: String)
    /// Something that is not ours lies where a bundle or its partial file is to be written.
    case occupied(path: String)
    /// A folder was to be made where something is already.
    case notEmpty(path: String)
    /// A file that is to be replaced or removed is not as we left it.
    case foreign(path: String)
    /// A folder is to hold an export, and holds one for another viewer.
    case otherLayout(path: String)
    /// Some of an export's files have their names already, and the next export is to end that.
    indirect case unfinished(path: String, cause: BundleError)
    /// The folder in which a bundle is to be written is not there, or no folder.
    case noFolder(path: String)
    /// The folder in which a bundle is to be written takes no files.
    case readOnly(path: String)
    /// The same bytes as two kinds of media: the paths that the tour gives them.
    case twoKinds(path: String, other: String)
    /// An operation of the file system failed: passing where the disk is full or busy.
    case system(path: String, operation: String, reason: String)
}

extension BundleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let path):
            "\(path): no such file; build it with 'zeitreise build TOUR --output \(path)'"
        case .notABundle(let path):
            "\(path): not a tour bundle; give a .ztour file that 'zeitreise build' wrote"
        case .newerFormat(let path, let version):
            "\(path): written in bundle format \(version), this program reads up to \(BundleSchema.version); "
                + "update the program"
        case .olderFormat(let path, let version):
            "\(path): written in bundle format \(version), this program reads \(BundleSchema.version); "
                + "build the bundle again"
        case .damaged(let path, let detail):
            "\(path): damaged: \(detail); copy or build the bundle again"
        case .busy(let path):
            "\(path): another program is writing it; wait until that has ended"
        case .occupied(let path):
            "\(path): there is something else than a tour bundle; give another name with --output, or put that away"
        case .notEmpty(let path):
            "\(path): there is something already that no export has made; name a new or empty folder"
        case .foreign(let path):
            "\(path): not as an export has left it; put that away, or name another folder"
        case .otherLayout(let path):
            "\(path): there is the export for another viewer (--layout); name another folder"
        case .unfinished(let path, let cause):
            "\(cause); then export again, for \(path) is new in part by now"
        case .noFolder(let path):
            "\(path): there is no such folder to write the bundle in; make it, or name another with --output"
        case .readOnly(let path):
            "\(path): this folder takes no files; allow writing there, or name another with --output"
        case .twoKinds(let path, let other):
            "\(path): the same bytes as \(other), yet by its name another kind of file; put the right file there"
        case .system(let path, let operation, let reason):
            "\(path): cannot \(operation): \(reason); check the place, its rights and the free space"
        }
    }
}
