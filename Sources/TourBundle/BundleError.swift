/// Why a bundle cannot be read or written.
package enum BundleError: Error, Equatable {
    case missing(path: String)
    case notABundle(path: String)
    case newerFormat(path: String, version: Int)
    case damaged(path: String, detail: String)
    /// Another process holds the partial file.
    case busy(path: String)
    /// Something that is not ours lies where a bundle or its partial file is to be written.
    case occupied(path: String)
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
        case .damaged(let path, let detail):
            "\(path): damaged: \(detail); copy or build the bundle again"
        case .busy(let path):
            "\(path): another program is writing it; wait until that has ended"
        case .occupied(let path):
            "\(path): there is something else than a tour bundle; give another name or put it away"
        case .system(let path, let operation, let reason):
            "\(path): cannot \(operation): \(reason); check the place, its rights and the free space"
        }
    }
}
