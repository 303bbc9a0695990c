import ImageCoding
import Resampling
import Testing

/// Files that would cost more than they may.
@Suite(.timeLimit(.minutes(1)))
struct LimitTests {
    @Test func `a made file is sound to begin with`() throws {
        let image = try PixelBuffer(decoding: MadeFile.progressiveJPEG(width: 20, height: 9, scans: 100), name: "grey")
        #expect(image.rgb == [UInt8](repeating: 128, count: 20 * 9 * 3))
    }

    @Test(arguments: [101, 1_000])
    func `more than 100 scans are refused`(scans: Int) {
        let file = MadeFile.progressiveJPEG(width: 20, height: 9, scans: scans)
        #expect(throws: ImageCodingError.unsupported(file: "bomb.jpg", feature: "more than 100 scans")) {
            try PixelBuffer(decoding: file, name: "bomb.jpg")
        }
    }

    @Test func `the largest JPEG size is over the limit`() {
        let expected = ImageCodingError.tooManyPixels(file: "bomb.jpg", width: 65_500, height: 65_500, limit: 1 << 30)
        #expect(throws: expected) {
            _ = try ImageDecoder(bytes: MadeFile.lyingJPEG(width: 65_500, height: 65_500), name: "bomb.jpg")
        }
        let line =
            "bomb.jpg: 65500x65500 pixels, more than the limit of 1073741824; "
            + "raise it with --max-megapixels, or scale the picture down"
        #expect("\(expected)" == line)
    }

    @Test(arguments: [8, 16] as [UInt8], [false, true])
    func `the largest PNG size is over the limit`(bits: UInt8, interlaced: Bool) {
        let side = Int(Int32.max)
        let file = MadeFile.png(width: side, height: side, bits: bits, interlaced: interlaced)
        #expect(throws: ImageCodingError.tooManyPixels(file: "bomb.png", width: side, height: side, limit: 1 << 30)) {
            _ = try ImageDecoder(bytes: file, name: "bomb.png")
        }
    }

    @Test func `a PNG size of 2^31 is no PNG size`() throws {
        #expect(throws: ImageCodingError.self) {
            _ = try ImageDecoder(bytes: MadeFile.png(width: 1 << 31, height: 1), name: "bomb.png")
        }
    }

    @Test(arguments: [
        MadeFile.lyingJPEG(width: 32_768, height: 32_768), MadeFile.lyingJPEG(width: 65_500, height: 1_000),
        MadeFile.png(width: 32_768, height: 32_768), MadeFile.png(width: 1 << 30, height: 1, bits: 1, type: 0),
    ])
    func `a size within the limit that so few bytes cannot hold is refused`(file: [UInt8]) throws {
        let error = #expect(throws: ImageCodingError.self) { _ = try ImageDecoder(bytes: file, name: "bomb") }
        guard case .damaged(_, _, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("\(file.count) bytes cannot hold"))
    }

    @Test(arguments: Fixture.all)
    func `a limit of as many pixels as the picture has is enough`(_ fixture: Fixture) throws {
        let count = fixture.truth.width * fixture.truth.height
        let enough = ImageLimits(pixels: count, memory: 1 << 20)
        _ = try PixelBuffer(decoding: fixture.file, name: fixture.name, limits: enough)
        let tooFew = ImageLimits(pixels: count - 1, memory: 1 << 20)
        #expect(throws: ImageCodingError.self) {
            _ = try ImageDecoder(bytes: fixture.file, name: fixture.name, limits: tooFew)
        }
    }

    @Test func `a baseline JPEG takes a few rows`() throws {
        let strip = PixelBuffer(width: 2_048, height: 64)
        let baseline = try ImageEncoding.jpeg(quality: 1, subsampling: .quarter).encode(strip, region: strip.whole)
        _ = try PixelBuffer(decoding: baseline, name: "b.jpg", limits: ImageLimits(pixels: 1 << 22, memory: 1))
    }

    @Test func `a row of a PNG beyond the memory limit is refused`() throws {
        let fixture = try #require(Fixture.named("rgb-8.png").first)
        let error = ImageCodingError.tooMuchMemory(file: "i.png", limit: 80)
        #expect(throws: error) {
            _ = try ImageDecoder(bytes: fixture.file, name: "i.png", limits: ImageLimits(pixels: 1 << 30, memory: 80))
        }
        let line = "i.png: takes more than 80 bytes to decode; allow more with --memory, or scale the picture down"
        #expect(error.description == line)
    }

    @Test func `16384 x 8192 in three progressive planes is within the standard limits`() throws {
        let file = MadeFile.progressiveJPEG(width: 16_384, height: 8_192, components: 3)
        #expect(try ImageDecoder(bytes: file, name: "large.jpg").info.isInterlaced)
    }

    @Test func `a skipped chunk may be large`() throws {
        let fixture = try #require(Fixture.named("rgb-8.png").first)
        let chunk = MadeFile.chunk("caBX", [UInt8](repeating: 1, count: 10 << 20))
        let file = fixture.file[..<33] + chunk + fixture.file[33...]
        #expect(try PixelBuffer(decoding: Array(file), name: "large.png").rgb == [UInt8](fixture.truth.rgb))
    }
}
