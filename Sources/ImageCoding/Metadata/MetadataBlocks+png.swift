private import CImageCoding

private let xmpKeyword = Array("XML:com.adobe.xmp\0".utf8)

extension MetadataBlocks {
    /// A gigabyte has so many chunks of the size that libpng writes by default.
    private static let mostChunks = 200_000

    /// Collects chunks of any place (PNG 3, 11.3; XMP part 3).
    mutating func readPNG(_ file: FileBytes) {
        var place = 8
        // Each is tried once: one that inflates to too much costs time, and there may be many.
        var wanted: Set = ["eXIf", "iCCP", "iTXt"]
        for _ in 0..<Self.mostChunks {
            guard let head = file.bytes(at: place, count: 8) else { return }
            let length = bigEndian(head[..<4])
            let kind = String(decoding: head[4...], as: UTF8.self)
            if kind == "IEND" { return }
            if wanted.contains(kind), length <= Self.mostBytes,
                let content = file.bytes(at: place + 8, count: length)
            {
                if readChunk(kind, content) { wanted.remove(kind) }
            }
            place += length + 12
        }
    }

    /// Returns whether it was the one of its kind.
    private mutating func readChunk(_ kind: String, _ content: [UInt8]) -> Bool {
        switch kind {
        case "eXIf": exif = FileBytes(content)
        case "iCCP": readProfile(content)
        case "iTXt" where content.starts(with: xmpKeyword): readXMP(content.dropFirst(xmpKeyword.count))
        default: return false
        }
        return true
    }

    /// A name, a zero, the method (0) and the profile as a zlib stream.
    private mutating func readProfile(_ content: [UInt8]) {
        guard let end = content.firstIndex(of: 0), end + 2 <= content.count, content[end + 1] == 0 else {
            return findings.append(.profileIgnored(reason: "its chunk is malformed"))
        }
        do {
            profile = try inflated(content[(end + 2)...])
        } catch {
            findings.append(.profileIgnored(reason: error.reason))
        }
    }

    /// Whether it is compressed, the method (0), a language and a translated keyword that end in zeros, and the packet.
    private mutating func readXMP(_ content: ArraySlice<UInt8>) {
        let rest = content.dropFirst(2)
        guard let language = rest.firstIndex(of: 0),
            let keyword = rest[(language + 1)...].firstIndex(of: 0)
        else { return findings.append(.xmpIgnored(reason: "its chunk is malformed")) }
        let text = content[(keyword + 1)...]
        do {
            xmp = try content.first == 0 ? Array(text) : inflated(text)
        } catch {
            findings.append(.xmpIgnored(reason: error.reason))
        }
    }
}

private func inflated(_ stream: ArraySlice<UInt8>) throws(ColourProfile.ProfileError) -> [UInt8] {
    var inflated = unsafe image_bytes()
    let failure = unsafe stream.withUnsafeBufferPointer { stream in
        unsafe image_inflate(stream.baseAddress, stream.count, MetadataBlocks.mostBytes, &inflated)
    }
    defer { unsafe image_bytes_free(inflated) }
    guard failure.status == .ok else { throw .init(reason: failure.reasonText) }
    return unsafe [UInt8](UnsafeBufferPointer(start: inflated.start, count: inflated.count))
}
