internal import Foundation
internal import TourBundle

/// Writes files that appear under their names only when all of them are whole; folders are made where they are missing.
///
/// Links are followed. What a killed process left of a part is written over by the next.
///
/// - Throws: `NarrationError`, `.busy` where another process writes the same file.
func replaceFiles(_ files: [(path: String, bytes: [UInt8])]) throws(NarrationError) {
    var parts: [WrittenPart] = []
    defer { for part in parts { try? FileManager.default.removeItem(at: part.partial) } }
    for file in files { parts.append(try WrittenPart(file.path, file.bytes)) }
    for part in parts { try part.takeName() }
}

/// A file on the disk beside its place, locked against a second writer.
private final class WrittenPart {
    let partial: URL
    private let place: URL
    private let path: String
    private let lock: FileLock

    init(_ path: String, _ bytes: [UInt8]) throws(NarrationError) {
        self.path = path
        place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        partial = place.deletingLastPathComponent().appendingPathComponent(".\(place.lastPathComponent).partial")
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            lock = try FileLock(partial.path)
            let handle = try FileHandle(forWritingTo: partial)
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw .notWritten(path, error)
        }
    }

    func takeName() throws(NarrationError) {
        guard unsafe rename(partial.path, place.path) == 0 else {
            throw .notWritten(path, POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO))
        }
    }
}

extension NarrationError {
    fileprivate static func notWritten(_ path: String, _ error: any Error) -> Self {
        switch error as? BundleError {
        case .busy: return .busy(path: path)
        case .system(_, _, let reason): return .system(path: path, operation: "write", reason: reason)
        default: break
        }
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError ?? error as? POSIXError
        let reason = cause.map { unsafe String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription
        let isLasting = cause.map {
            [.EACCES, .EPERM, .EROFS, .ENOENT, .ENOTDIR, .EISDIR, .ELOOP, .ENAMETOOLONG, .EEXIST, .ENOTEMPTY].contains(
                $0.code
            )
        }
        return isLasting == true
            ? .notWritable(path: path, reason: reason) : .system(path: path, operation: "write", reason: reason)
    }
}
