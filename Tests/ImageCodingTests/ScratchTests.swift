import Foundation
import ImageCoding
import Resampling
import TestSupport
import Testing

/// Pictures that must be kept as a whole while they are decoded, within little memory.
struct ScratchTests {
    private static let small = ImageLimits(pixels: 1 << 24, memory: 300)

    @Test(arguments: Fixture.all.filter(\.truth.interlaced))
    func `a scratch file changes no pixel`(_ fixture: Fixture) throws {
        #expect(try usesScratch(fixture.file, Self.small) && !usesScratch(fixture.file, .standard))
        let limited = try PixelBuffer(decoding: fixture.file, name: fixture.name, limits: Self.small)
        #expect(try limited == PixelBuffer(decoding: fixture.file, name: fixture.name))
    }

    @Test(
        arguments: (Fixture.jpegs + Fixture.pngs).filter { !$0.truth.interlaced && !$0.name.hasPrefix("orientation") }
    )
    func `rows that stream need none`(_ fixture: Fixture) throws {
        #expect(try !usesScratch(fixture.file, Self.small))
    }

    @Test func `a sequential JPEG of several scans is one of several passes`() throws {
        let file = MadeFile.jpegOfSeveralScans(width: 40, height: 24)
        #expect(try ImageDecoder(bytes: file, name: "s.jpg").info.isInterlaced)
        #expect(try usesScratch(file, Self.small))
        let image = try PixelBuffer(decoding: file, name: "s.jpg", limits: Self.small)
        #expect(image.rgb == [UInt8](repeating: 128, count: 40 * 24 * 3))
    }

    /// 32 MiB of coefficients in 2 MiB of memory.
    @Test func `a large picture is decoded in a scratch file as in memory`() throws {
        let file = MadeFile.progressiveJPEG(width: 4_096, height: 4_096)
        let limits = ImageLimits(pixels: 1 << 24, memory: 2 << 20)
        #expect(try usesScratch(file, limits))
        var decoder = try ImageDecoder(bytes: file, name: "large.jpg", limits: limits)
        var rows = PixelBuffer(width: 4_096, height: 64)
        while decoder.rowsRead < 4_096 {
            try decoder.readRows(64, into: &rows, at: 0)
            #expect(rows.bytes.allSatisfy { $0 == 128 || $0 == 255 })
        }
    }

    /// The disk gives room as rows come in, and not for what a header says: 1.8 GB of coefficients.
    @Test func `a lying header takes little room on the disk`() throws {
        // Long enough that its bytes could hold the picture.
        let file = MadeFile.lyingJPEG(width: 30_000, height: 30_000) + [UInt8](repeating: 0, count: 1 << 20)
        let limits = ImageLimits(pixels: 1 << 30, memory: 2 << 20)
        var decoder = try ImageDecoder(bytes: file, name: "lying.jpg", limits: limits)
        let usesScratch = decoder.usesScratch
        var rows = PixelBuffer(width: 30_000, height: 16)
        #expect(throws: ImageCodingError.self) { try decoder.readRows(16, into: &rows, at: 0) }
        // The decoder still has the file.
        let room = try #require(try roomOfOpenFile(size: 3_750 * 3_750 * 128))
        #expect(usesScratch && room < 100 << 20)
        #expect(throws: ImageCodingError.self) { try decoder.readRows(16, into: &rows, at: 0) }
    }
}

/// Bytes on the disk of this process's open file of a size.
private func roomOfOpenFile(size: Int) throws -> Int? {
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
        var state = stat()
        guard unsafe stat("/proc/self/fd/\(name)", &state) == 0, state.st_size == size else { continue }
        return state.st_blocks * 512
    }
    return nil
}

private func usesScratch(_ file: [UInt8], _ limits: ImageLimits) throws -> Bool {
    try ImageDecoder(bytes: file, name: "picture", limits: limits).usesScratch
}
