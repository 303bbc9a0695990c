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

    /// Bytes of the whole file: a copy that was broken off has fewer. 0 where an old program has left the number as it was.
    var wholeSize: Int64 {
        guard bytes[24..<28] == bytes[92..<96] else { return 0 }
        // 1 stands for 65,536, which two bytes cannot hold.
        let pageSize = number(16..<18) == 1 ? 65_536 : number(16..<18)
        return pageSize * number(28..<32)
    }

    private func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 << 8 | Int64($1) } }

    /// Whether it is a bundle of any format. A database in WAL mode is none: reading it would write beside it.
    var isBundle: Bool {
        bytes.starts(with: "SQLite format 3\0".utf8) && bytes[18] == 1 && bytes[19] == 1
            && number(68..<72) == BundleSchema.applicationID
    }
}
