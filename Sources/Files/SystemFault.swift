internal import Foundation

/// A call to the system that failed.
package struct SystemFault: Error, Equatable, Sendable {
    package let path: String
    /// What was tried: `create`, `write`, `lock`.
    package let operation: String
    /// The number that `errno` had.
    package let code: Int32

    /// - Parameter code: as `errno` has it where none is given.
    package init(_ operation: String, _ path: String, code: Int32? = nil) {
        self.code = code ?? errno
        (self.operation, self.path) = (operation, path)
    }

    /// The failure behind one of Foundation's, where it tells.
    package init?(_ operation: String, _ path: String, _ error: any Error) {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError ?? error as? POSIXError
        guard let code = cause?.code.rawValue ?? Self.code(of: error) else { return nil }
        self.init(operation, path, code: code)
    }

    /// Reading does not tell its cause.
    private static func code(of error: any Error) -> Int32? {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: ENOENT
        case .fileReadNoPermission, .fileWriteNoPermission: EACCES
        default: nil
        }
    }

    package var reason: String { unsafe String(cString: strerror(code)) }

    /// Whether the place itself forbids it, so that another try would not help.
    package var isLasting: Bool {
        [EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, EEXIST, ENOTEMPTY].contains(code)
    }
}
