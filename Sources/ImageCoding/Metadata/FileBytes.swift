/// Bytes that are read in pieces from any place: a file's, or a block's in memory.
struct FileBytes {
    let count: Int
    private let read: (_ place: Int, _ count: Int) -> [UInt8]

    /// `read` returns what is there, which may be less than it was asked for.
    init(count: Int, read: @escaping (_ place: Int, _ count: Int) -> [UInt8]) {
        self.count = count
        self.read = read
    }

    init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { place, count in Array(bytes[place..<place + count]) }
    }

    /// Nil unless all `count` bytes from `place` on are there.
    func bytes(at place: Int, count: Int) -> [UInt8]? {
        guard place >= 0, count >= 0, place <= self.count, count <= self.count - place else { return nil }
        let bytes = read(place, count)
        return bytes.count == count ? bytes : nil
    }
}

/// The number that `bytes` make, most significant byte first.
func bigEndian(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
