internal import Foundation

/// Writes a file that appears under its name only when it is whole; its folder is made where it is missing.
///
/// A link is followed. What a killed process left of a part is written over by the next.
func replaceFile(_ path: String, with bytes: [UInt8]) throws(NarrationError) {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let partial = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).partial")
    do {
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: partial) }
        try Data(bytes).write(to: partial)
        let handle = try FileHandle(forWritingTo: partial)
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(partial.path, file.path) == 0 else {
            throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO)
        }
    } catch {
        throw .notWritten(path, error)
    }
}

extension NarrationError {
    fileprivate static func notWritten(_ path: String, _ error: any Error) -> Self {
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
