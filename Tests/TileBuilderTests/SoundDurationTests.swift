import Foundation
import Testing
import TileBuilder

/// Files put together from the formats' definitions, whose durations are known by counting.
struct SoundDurationTests {
    @Test(arguments: [(1, 8000, 16), (2, 44_100, 16), (2, 48_000, 24), (1, 96_000, 32)])
    func `samples of a WAV are counted`(_ channels: Int, _ rate: Int, _ bits: Int) throws {
        let data = [UInt8](repeating: 0, count: 3 * channels * rate * bits / 8 / 2)
        let extra = Array("LIST".utf8) + little(3, 4) + [1, 2, 3, 0]
        for size in [data.count, 0, 0xFFFF_FFFF] {
            let file = wav(kind: 1, channels, rate, bits, before: extra, data: data, size: size)
            #expect(try duration(of: file) == .seconds(1.5))
        }
    }

    @Test func `a compressed WAV is not guessed at`() throws {
        let file = wav(kind: 2, 1, 8000, 4, before: [], data: [0], size: 1)
        guard case .unknown = try duration(of: file) else { throw Unexpected() }
    }

    // Frames of 144 · 128,000 / 44,100 and 144 · 96,000 / 44,100 bytes with 1152 samples each, the second padded.
    private static let frames: [[UInt8]] = [
        [0xFF, 0xFB, 0x90, 0xC0] + [UInt8](repeating: 0xAA, count: 413),
        [0xFF, 0xFB, 0x72, 0xC0] + [UInt8](repeating: 0x55, count: 310),
    ]

    @Test func `frames of an MP3 are counted, whatever their bit rates`() throws {
        let sound = (0..<100).flatMap { Self.frames[$0 % 2] }
        let tag = Array("ID3".utf8) + [4, 0, 0, 0, 0, 1, 2] + [UInt8](repeating: 0xFF, count: 130)
        for file in [
            sound, tag + sound, tag + tag + sound, sound + Array("TAG".utf8) + [UInt8](repeating: 32, count: 125),
        ] {
            #expect(try isNear(duration(of: file), 100 * 1152 / 44_100))
        }
    }

    @Test func `frames of MPEG 2 and 2_5 have half the samples`() throws {
        // 72 · 32,000 / 16,000 and 72 · 16,000 / 8,000 bytes.
        let frames: [([UInt8], Double)] = [([0xFF, 0xF3, 0x48, 0xC0], 16_000), ([0xFF, 0xE3, 0x28, 0xC0], 8000)]
        for (header, rate) in frames {
            let frame = header + [UInt8](repeating: 0, count: 140)
            #expect(try isNear(duration(of: (0..<50).flatMap { _ in frame }), 50 * 576 / rate))
        }
    }

    @Test func `Opus counts in 48 kHz and skips its start`() throws {
        let head = Array("OpusHead".utf8) + [1, 2] + little(312, 2) + little(44_100, 4) + [0, 0, 0]
        let file = page(head, 0) + page([UInt8](repeating: 1, count: 200), 24_000) + page([2], 48_000 * 10 + 312)
        #expect(try duration(of: file) == .seconds(10))
        // A last page on which no packet ends counts nothing.
        #expect(try duration(of: file + page([3], -1)) == .seconds(10))
    }

    @Test func `Vorbis counts in its own rate`() throws {
        let head = Array("\u{1}vorbis".utf8) + little(0, 4) + [1] + little(22_050, 4) + [UInt8](repeating: 0, count: 14)
        #expect(try duration(of: page(head, 0) + page([1], 22_050 * 7)) == .seconds(7))
    }

    @Test func `M4A has its duration in one place`() throws {
        let start = box("ftyp", Array("M4A ".utf8)) + box("free", [0])
        let short = [UInt8](repeating: 0, count: 12) + big(600, 4) + big(7500, 4)
        let long = [1] + [UInt8](repeating: 0, count: 19) + big(48_000, 4) + big(48_000 * 90_000, 8)
        #expect(try duration(of: start + box("moov", box("mvhd", short))) == .seconds(12.5))
        #expect(
            try duration(of: start + box("mdat", [9]) + box("moov", box("udta", []) + box("mvhd", long)))
                == .seconds(90_000)
        )
        let fragments = [UInt8](repeating: 0, count: 12) + big(600, 4) + big(0, 4)
        guard case .unknown = try duration(of: start + box("moov", box("mvhd", fragments))) else { throw Unexpected() }
    }

    @Test func `every beginning of a file has a duration or a fault`() throws {
        let files = [
            wav(kind: 1, 1, 100, 8, before: [], data: [UInt8](repeating: 0, count: 100), size: 100),
            box("ftyp", []) + box("moov", box("mvhd", [UInt8](repeating: 0, count: 12) + big(600, 4) + big(7500, 4))),
            page(Array("OpusHead".utf8) + [1, 2] + little(312, 2) + little(44_100, 4) + [0, 0, 0], 0)
                + page([1], 48_312),
            Self.frames[0] + Self.frames[1],
        ]
        for file in files {
            for length in file.indices {
                if case .seconds(let seconds) = try? duration(of: Array(file.prefix(length))) {
                    #expect(seconds >= 0 && seconds < 100)
                }
            }
        }
    }

    @Test(arguments: ["", "hello", "RIFF", "OggS", "\0\0\0\u{8}ftyp", "ID3"]) func `what is no sound is refused`(
        _ text: String
    ) {
        #expect(throws: SoundDuration.Fault.self) { try duration(of: Array(text.utf8)) }
    }
}

private struct Unexpected: Error {}

private func duration(of bytes: [UInt8]) throws -> SoundDuration {
    let file = FileManager.default.temporaryDirectory.appending(path: "sound-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SoundDuration.read(file.path(percentEncoded: false))
}

private func isNear(_ duration: SoundDuration, _ seconds: Double) -> Bool {
    guard case .seconds(let found) = duration else { return false }
    return abs(found - seconds) < 1e-9
}

private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}
private func big(_ value: Int, _ count: Int) -> [UInt8] { little(value, count).reversed() }

private func wav(kind: Int, _ channels: Int, _ rate: Int, _ bits: Int, before: [UInt8], data: [UInt8], size: Int)
    -> [UInt8]
{
    let frame = channels * bits / 8
    let format =
        little(kind, 2) + little(channels, 2) + little(rate, 4) + little(rate * frame, 4) + little(frame, 2)
        + little(bits, 2)
    return Array("RIFF".utf8) + little(0, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + format + before
        + Array("data".utf8)
        + little(size, 4) + data
}

/// A page of Ogg with one packet of fewer than 255 bytes.
private func page(_ packet: [UInt8], _ position: Int) -> [UInt8] {
    Array("OggS".utf8) + [0, 0] + little(position, 8) + little(4711, 4) + little(0, 8) + [1, UInt8(packet.count)]
        + packet
}

private func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    big(content.count + 8, 4) + Array(type.utf8) + content
}
