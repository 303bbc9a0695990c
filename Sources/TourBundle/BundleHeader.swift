internal import Foundation

/// The first bytes of a SQLite file (https://www.sqlite.org/fileformat.html, 1.3), read without SQLite: a file that is not
/// ours is not to be locked, recovered or written beside.
struct BundleHeader {
    /// Where the number of changes stands, and the one for which the other numbers of the header hold.
    static let changeCounters = [24, 92]

    let bytes: [UInt8]

    /// Nil where there is no regular file that can be read, or one too short.
    init?(path: String) {
        // A pipe would wait for a writer.
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true,
            let handle = try? FileHandle(forReadingFrom: url)
        else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: 100), data.count == 100 else { return nil }
        bytes = Array(data)
    }

    /// Whether it is a bundle of any format. A database in WAL mode is none: reading it would write beside it.
    var isBundle: Bool {
        bytes.starts(with: "SQLite format 3\0".utf8) && bytes[18] == 1 && bytes[19] == 1
            && bytes[68..<72].reduce(0) { $0 << 8 | Int($1) } == BundleSchema.applicationID
    }
}
