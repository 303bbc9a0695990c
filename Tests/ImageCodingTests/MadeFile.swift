/// Files built byte by byte, to say what no encoder would.
enum MadeFile {
    /// A progressive JPEG of one or more identical scans of the blocks' means, all of them zero: medium grey (128). The
    /// Huffman table has one code, `0` for a difference of 0, so a block is one bit. Components after the first have
    /// no scan.
    static func progressiveJPEG(width: Int, height: Int, components: UInt8 = 1, scans: Int = 1) -> [UInt8] {
        let blocks = (width + 7) / 8 * ((height + 7) / 8)
        var bits = [UInt8](repeating: 0, count: blocks / 8)
        if blocks % 8 > 0 { bits.append(0xFF >> (blocks % 8)) }
        let allScans = (0..<scans).flatMap { _ in scanHeader + bits }
        return jpegHeader(width: width, height: height, components: components) + allScans + [0xFF, 0xD9]
    }

    /// A sequential JPEG of three components, each in a scan of its own, all of them zero. Both Huffman tables have the
    /// one code `0`: a difference of 0, and the end of the block. So a block is two bits.
    static func jpegOfSeveralScans(width: Int, height: Int) -> [UInt8] {
        let blocks = (width + 7) / 8 * ((height + 7) / 8)
        var bits = [UInt8](repeating: 0, count: blocks / 4)
        if blocks % 4 > 0 { bits.append(0xFF >> (blocks % 4 * 2)) }
        let header = jpegHeader(width: width, height: height, components: 3, frame: 0xC0)
        let table = segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
        let scans = (1...3).flatMap { segment(0xDA, [1, $0, 0, 0, 63, 0]) + bits }
        return header + table + scans + [0xFF, 0xD9]
    }

    /// A progressive JPEG with a scan of 32 blocks whatever the size.
    static func lyingJPEG(width: Int, height: Int) -> [UInt8] {
        jpegHeader(width: width, height: height) + scanHeader + [0, 0, 0, 0, 0xFF, 0xD9]
    }

    private static let scanHeader = segment(0xDA, [1, 1, 0, 0, 0, 0])

    private static func jpegHeader(width: Int, height: Int, components: UInt8 = 1, frame marker: UInt8 = 0xC2)
        -> [UInt8]
    {
        let size = twoBytes(height) + twoBytes(width)
        let frame = [8] + size + [components] + (1...components).flatMap { [$0, 0x11, 0] }
        return [0xFF, 0xD8]
            + segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
            + segment(marker, frame)
            + segment(0xC4, [0, 1] + [UInt8](repeating: 0, count: 15) + [0])
    }

    /// A PNG without pixels.
    static func png(width: Int, height: Int, bits: UInt8 = 8, type: UInt8 = 2, interlaced: Bool = false) -> [UInt8] {
        let header = fourBytes(width) + fourBytes(height) + [bits, type, 0, 0, interlaced ? 1 : 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("IDAT", [0x78, 0x01]) + chunk("IEND", [])
    }

    static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(kind.utf8) + content
        return fourBytes(content.count) + named + fourBytes(Int(crc32(named)))
    }

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker] + twoBytes(content.count + 2) + content
    }

    private static func twoBytes(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }

    private static func fourBytes(_ value: Int) -> [UInt8] { twoBytes(value >> 16) + twoBytes(value & 0xFFFF) }

    /// The checksum of PNG's annex D.
    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
