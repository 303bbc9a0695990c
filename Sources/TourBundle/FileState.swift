internal import Foundation

/// What the file system says of a file, by which it is known unchanged without reading it.
///
/// A change of the content changes the time of the last status change even where a program sets the older times back.
package struct FileState: Sendable, Hashable, Codable {
    package var device: UInt64
    package var inode: UInt64
    /// Bytes.
    package var size: Int64
    /// Nanoseconds since 1970.
    package var modified: Int64
    package var statusChanged: Int64

    /// Nil where there is no regular file, or a link to one.
    package init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init?(descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = nanoseconds(status.st_mtim)
        statusChanged = nanoseconds(status.st_ctim)
    }

    /// Whatever was written into it since.
    func isSameFile(as other: Self) -> Bool { (device, inode) == (other.device, other.inode) }

    /// Whether the last change lies so far before `time` (nanoseconds since 1970) that a later one cannot bear the same
    /// times: two seconds is the coarsest that file systems count in.
    package func isSettled(at time: Int64) -> Bool {
        max(modified, statusChanged) < time - 2_000_000_000
    }

    /// The clock that `isSettled` is asked with.
    package static var now: Int64 {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return nanoseconds(time)
    }
}

private func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
