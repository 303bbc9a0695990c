import Testing
import TourBundle

import Narration

struct MarkTests {
    private let mark = DraftMark(recipe: Digest(of: [1, 2, 3]))

    private func files() -> [[UInt8]] {
        var files = [
            Array("WEBVTT\n\nNOTE\n\(mark.text)\n\nrest".utf8),
            ID3Tag.bytes(comment: mark.text) + [UInt8](repeating: 0x55, count: 1000),
            WAVFile.bytes([1, 2, 3], samplesPerSecond: 22_050, comment: mark.text),
        ]
        for index in files.indices { DraftMark.seal(&files[index]) }
        return files
    }

    @Test func `a sealed file is known`() {
        for file in files() { #expect(DraftMark(of: file) == mark) }
    }

    @Test func `any change makes it somebody's work`() {
        for file in files() {
            for place in file.indices {
                var changed = file
                changed[place] ^= 1
                #expect(DraftMark(of: changed) == nil)
            }
            #expect(DraftMark(of: file + [0]) == nil)
            #expect(DraftMark(of: Array(file.dropLast())) == nil)
        }
    }

    @Test func `what was never sealed is nobody's draft`() {
        #expect(DraftMark(of: Array(mark.text.utf8)) == nil)
        #expect(DraftMark(of: []) == nil)
        #expect(DraftMark(of: Array("WEBVTT\n\n00:00.000 --> 00:01.000\nText\n".utf8)) == nil)
    }

    @Test func `pages of Ogg get their checksum`() {
        var page = Array("OggS".utf8) + [UInt8](repeating: 0, count: 22) + [1, 1, 0x2A]
        let (own, other) = (page, page + page)
        OggPages.restamp(&page, at: 28)
        #expect(page[22..<26].contains { $0 != 0 })
        #expect(remainder(page) == 0)
        var both = other
        OggPages.restamp(&both, at: own.count + 28)
        #expect(Array(both.prefix(own.count)) == own)
        #expect(Array(both.suffix(own.count)) == page)
    }

    /// Bit by bit, by division: of a page with its checksum (least byte first) put where a remainder is subtracted, nothing remains.
    private func remainder(_ page: [UInt8]) -> UInt32 {
        var message = page
        let sum = UInt32(page[22]) | UInt32(page[23]) << 8 | UInt32(page[24]) << 16 | UInt32(page[25]) << 24
        for index in 22..<26 { message[index] = 0 }
        message += (0..<4).reversed().map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
        var register: UInt64 = 0
        for byte in message {
            for bit in (0..<8).reversed() {
                register = register << 1 | UInt64(byte >> UInt8(bit) & 1)
                if register >> 32 == 1 { register ^= 0x1_04C1_1DB7 }
            }
        }
        return UInt32(register)
    }
}
