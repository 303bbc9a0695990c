/// Pages of an Ogg file (RFC 3533), as far as one of them is changed.
package enum OggPages {
    /// Puts the checksum right of the page in which the byte at `place` lies; nothing where it is no Ogg file.
    package static func restamp(_ bytes: inout [UInt8], at place: Int) {
        var start = 0
        while let length = pageLength(bytes, at: start) {
            defer { start += length }
            guard (start..<start + length).contains(place) else { continue }
            for offset in 0..<4 { bytes[start + 22 + offset] = 0 }
            let sum = checksum(bytes[start..<start + length])
            for offset in 0..<4 { bytes[start + 22 + offset] = UInt8(truncatingIfNeeded: sum >> (8 * offset)) }
            return
        }
    }

    private static func pageLength(_ bytes: [UInt8], at start: Int) -> Int? {
        guard start + 27 <= bytes.count, bytes[start..<start + 4].elementsEqual("OggS".utf8) else { return nil }
        let table = start + 27..<start + 27 + Int(bytes[start + 26])
        guard table.upperBound <= bytes.count else { return nil }
        let length = table.upperBound - start + bytes[table].reduce(0) { $0 + Int($1) }
        return start + length <= bytes.count ? length : nil
    }

    /// Polynomial 0x04C11DB7, from the highest bit on, begun with zero.
    private static func checksum(_ page: ArraySlice<UInt8>) -> UInt32 {
        page.reduce(0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte) << 24) { sum, _ in sum << 1 ^ (sum >> 31 == 0 ? 0 : 0x04C1_1DB7) }
        }
    }
}
