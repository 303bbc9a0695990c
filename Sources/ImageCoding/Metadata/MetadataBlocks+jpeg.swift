private let exifName = Array("Exif\0\0".utf8)
private let xmpName = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
private let extensionName = Array("http://ns.adobe.com/xmp/extension/\0".utf8)
private let profileName = Array("ICC_PROFILE\0".utf8)

extension MetadataBlocks {
    /// Collects the application segments before the first scan (EXIF 3, XMP part 3, ICC.1 annex B).
    mutating func readJPEG(_ file: FileBytes) {
        var profile = ProfileChunks()
        var extended = ExtendedXMP()
        JPEGSegments.forEach(in: file) { marker, content in
            switch marker {
            case 0xE1: readApplication1(content, &extended)
            case 0xE2 where content.starts(with: profileName): profile.add(content.dropFirst(profileName.count))
            default: break
            }
        }
        extendedXMP = extended.joined
        do {
            self.profile = try profile.joined()
        } catch {
            findings.append(.profileIgnored(reason: error.reason))
        }
    }

    private mutating func readApplication1(_ content: [UInt8], _ extended: inout ExtendedXMP) {
        if content.starts(with: exifName) {
            exif = exif ?? FileBytes(Array(content.dropFirst(exifName.count)))
        } else if content.starts(with: xmpName) {
            xmp = xmp ?? Array(content.dropFirst(xmpName.count))
        } else if content.starts(with: extensionName) {
            extended.add(content.dropFirst(extensionName.count))
        }
    }
}

/// The segments of a JPEG file up to its first scan.
private enum JPEGSegments {
    /// libjpeg reads over stray bytes between segments; so many are enough.
    private static let mostStrayBytes = 1 << 14
    private static let mostSegments = 5_000

    /// Calls `body` with the marker and content of each application segment 1 and 2.
    static func forEach(in file: FileBytes, _ body: (_ marker: UInt8, _ content: [UInt8]) -> Void) {
        var place = 2
        var strayBytes = mostStrayBytes
        for _ in 0..<mostSegments {
            guard let at = nextMarker(in: file, from: place, &strayBytes), let head = file.bytes(at: at, count: 3),
                head[0] != 0xDA, head[0] != 0xD9
            else { return }
            let length = bigEndian(head[1...])
            guard length >= 2 else { return }
            if head[0] == 0xE1 || head[0] == 0xE2 {
                guard let content = file.bytes(at: at + 3, count: length - 2) else { return }
                body(head[0], content)
            }
            place = at + 1 + length
        }
    }

    /// Place of the code behind the next 0xFF (or several: fill bytes), of a marker that has a length. Takes what it reads
    /// over from `strayBytes`.
    private static func nextMarker(in file: FileBytes, from start: Int, _ strayBytes: inout Int) -> Int? {
        var place = start
        var isMarked = false
        while strayBytes > 0, let byte = file.bytes(at: place, count: 1)?.first {
            let isAlone = byte == 0 || byte == 1 || (0xD0...0xD8).contains(byte)
            if isMarked && byte != 0xFF && !isAlone { return place }
            if place > start { strayBytes -= 1 }
            isMarked = byte == 0xFF
            place += 1
        }
        return nil
    }
}

/// An ICC profile in pieces, each with its number from 1 and the number of all.
private struct ProfileChunks {
    private var chunks: [UInt8: ArraySlice<UInt8>] = [:]
    private var count: UInt8?
    private var fault: String?

    mutating func add(_ content: ArraySlice<UInt8>) {
        guard content.count >= 2, let number = content.first, let all = content.dropFirst().first else {
            return fail("a segment is too short")
        }
        if number == 0 || number > all || all != count ?? all { return fail("its segments contradict each other") }
        if chunks[number] != nil { return fail("segment \(number) of \(all) comes twice") }
        count = all
        chunks[number] = content.dropFirst(2)
    }

    private mutating func fail(_ reason: String) { fault = fault ?? reason }

    /// Nil where there was no piece at all.
    func joined() throws(ColourProfile.ProfileError) -> [UInt8]? {
        if let fault { throw .init(reason: fault) }
        guard let count else { return nil }
        var bytes: [UInt8] = []
        for number in 1...count {
            guard let chunk = chunks[number] else { throw .init(reason: "segment \(number) of \(count) is missing") }
            bytes += chunk
        }
        return bytes
    }
}

/// An extended XMP packet in pieces: the packet's digest (32 letters), its length, the piece's place in it.
private struct ExtendedXMP {
    private var pieces: [Int: ArraySlice<UInt8>] = [:]
    private var digest: ArraySlice<UInt8>?
    private var length = 0

    mutating func add(_ content: ArraySlice<UInt8>) {
        guard content.count >= 40 else { return }
        let start = content.startIndex
        let itsDigest = content[start..<start + 32]
        let itsLength = bigEndian(content[start + 32..<start + 36])
        if digest == nil && itsLength <= MetadataBlocks.mostBytes { (digest, length) = (itsDigest, itsLength) }
        guard itsDigest == digest, itsLength == length else { return }
        pieces[bigEndian(content[start + 36..<start + 40])] = content[(start + 40)...]
    }

    /// Nil unless all pieces are there.
    var joined: [UInt8]? {
        var bytes: [UInt8] = []
        while let piece = pieces[bytes.count], !piece.isEmpty { bytes += piece }
        return digest != nil && bytes.count == length && length > 0 ? bytes : nil
    }
}
