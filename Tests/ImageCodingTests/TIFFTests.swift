import Foundation
import ImageCoding
import Resampling
import Testing

/// The fixtures tiff-*.tif are held to their pixels with all others.
struct TIFFTests {
    @Test(
        arguments: [
            ("float", "floating-point samples"), ("signed", "samples that are not unsigned integers"),
            ("bilevel", "TIFF with 1 bits a sample"), ("zstd", "TIFF compression 50000"),
            ("lab", "TIFF photometric interpretation 8"),
        ]
    )
    func `kinds of TIFF that are not decoded are named`(name: String, feature: String) {
        let path = Fixture.path("refused-\(name).tif")
        #expect(throws: ImageCodingError.unsupported(file: path, feature: feature)) { _ = try ImageDecoder(path: path) }
    }

    @Test func `tags give orientation, XMP and profile`() throws {
        let metadata = try ImageDecoder(path: Fixture.path("tiff-tagged.tif")).metadata
        #expect(metadata.orientation == 6 && metadata.xmp == Array("<x/>".utf8))
        #expect(metadata.profile?.description == "Linear test RGB" && metadata.findings.isEmpty)
    }

    @Test func `a row of tiles beyond the budget lies in a scratch file`() throws {
        let fixture = try #require(Fixture.named("tiff-rgb-16-big-tiles.tif").first)
        let whole = try PixelBuffer(decoding: fixture.file, name: "t.tif")
        let limits = ImageLimits(pixels: 1 << 20, memory: 2_000)
        #expect(try ImageDecoder(bytes: fixture.file, name: "t.tif", limits: limits).usesScratch)
        #expect(try PixelBuffer(decoding: fixture.file, name: "t.tif", limits: limits) == whole)
    }

    @Test(arguments: Fixture.named("tiff-rgb-lzw.tif", "tiff-rgb-tiles.tif"))
    func `tiles and strips that take more than the budget are refused`(_ fixture: Fixture) {
        let error = ImageCodingError.tooMuchMemory(file: "t.tif", limit: 100)
        #expect(throws: error) {
            _ = try ImageDecoder(bytes: fixture.file, name: "t.tif", limits: ImageLimits(pixels: 1 << 20, memory: 100))
        }
    }

    /// Planes are read through handles of their own, opened with the first row.
    @Test func `a header that grows after it was read is refused`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).tif").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fixture = try #require(Fixture.named("tiff-rgb-planes-lzw.tif").first)
        var file = fixture.file
        try Data(file).write(to: URL(fileURLWithPath: path))
        var decoder = try ImageDecoder(path: path)
        // The value of the first field of the directory, which is the width.
        file.replaceSubrange(18..<20, with: [0xFF, 0x0F])
        try FileHandle(forWritingTo: URL(fileURLWithPath: path)).write(contentsOf: Data(file))
        var image = PixelBuffer(width: decoder.info.width, height: 1)
        let error = #expect(throws: ImageCodingError.self) { try decoder.readRows(1, into: &image, at: 0) }
        #expect(error?.description.contains("it changed while it was read") == true)
    }

    @Test(arguments: Fixture.named("tiff-rgb-8.tif", "tiff-rgb-lzw.tif", "tiff-rgb-planes-lzw.tif"))
    func `a TIFF without its last bytes is truncated`(_ fixture: Fixture) {
        let error = #expect(throws: ImageCodingError.self) {
            try PixelBuffer(decoding: Array(fixture.file.dropLast(20)), name: "t.tif")
        }
        guard case .truncated(_, let place) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((0..<fixture.truth.height).contains(place.row))
    }
}
