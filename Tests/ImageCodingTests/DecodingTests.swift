import Foundation
import ImageCoding
import Resampling
import Testing

struct DecodingTests {
    @Test func `all fixtures are there`() {
        #expect(Fixture.pngs.count == 59)
        #expect(Fixture.jpegs.count == 27)
        #expect(Fixture.tiffs.count == 27)
    }

    @Test(arguments: Fixture.all)
    func `a picture has the pixels that it was made of`(_ fixture: Fixture) throws {
        let image = try PixelBuffer(decoding: Fixture.path(fixture.name))
        #expect(image.width == fixture.truth.width && image.height == fixture.truth.height)
        #expect(largestDifference(image.rgb, fixture.truth.rgb) <= fixture.truth.tolerance)
        #expect(image.fourth.allSatisfy { $0 == 255 })
    }

    @Test(arguments: Fixture.all)
    func `the header is known before any row is read`(_ fixture: Fixture) throws {
        let decoder = try ImageDecoder(bytes: fixture.file, name: fixture.name)
        let info = decoder.info
        #expect(fixture.name.hasSuffix(info.format.fileExtension))
        #expect(info.width == fixture.truth.width && info.height == fixture.truth.height)
        #expect(info.bitsPerSample == fixture.truth.bits)
        #expect("\(info.colourModel)" == fixture.truth.colour)
        #expect(info.hasAlpha == fixture.truth.alpha)
        #expect(info.isInterlaced == fixture.truth.interlaced)
    }

    @Test(arguments: Fixture.all, [1, 4, 100])
    func `rows come in pieces of any size`(_ fixture: Fixture, step: Int) throws {
        var decoder = try ImageDecoder(bytes: fixture.file, name: fixture.name)
        let (width, height) = (decoder.info.width, decoder.info.height)
        let stride = width * 4 + 5
        var pixels: [UInt8] = []
        while decoder.rowsRead < height {
            let count = min(step, height - decoder.rowsRead)
            var piece = [UInt8](repeating: 7, count: stride * count)
            var span = piece.mutableSpan
            try decoder.readRows(count, into: &span, bytesPerRow: stride)
            for row in 0..<count {
                pixels += piece[row * stride..<row * stride + width * 4]
                #expect(piece[row * stride + width * 4..<(row + 1) * stride].allSatisfy { $0 == 7 })
            }
        }
        let whole = try PixelBuffer(decoding: fixture.file, name: fixture.name)
        #expect(pixels == whole.bytes)
    }

    @Test(arguments: Fixture.named("rgb-8.png", "rgb-8-interlaced.png", "ycbcr-420.jpg", "cmyk.jpg"))
    func `a margin stays black`(_ fixture: Fixture) throws {
        let image = try PixelBuffer(decoding: fixture.file, name: fixture.name, margin: 3)
        let plain = try PixelBuffer(decoding: fixture.file, name: fixture.name)
        #expect(image.rgb == plain.rgb)
        for row in -3..<image.height + 3 {
            for column in -3..<image.width + 3
            where !(0..<image.width).contains(column) || !(0..<image.height).contains(row) {
                #expect(image[column, row] == SIMD4(0, 0, 0, 255))
            }
        }
    }

    @Test func `rows go to any row of a wider image`() throws {
        let fixture = try #require(Fixture.named("rgb-8.png").first)
        var image = PixelBuffer(width: 20, height: 30, margin: 2)
        var decoder = try ImageDecoder(bytes: fixture.file, name: fixture.name)
        try decoder.readRows(4, into: &image, at: 5)
        #expect(decoder.rowsRead == 4)
        for row in 0..<4 {
            for column in 0..<11 {
                let at = (row * 11 + column) * 3
                #expect([UInt8](fixture.truth.rgb[at..<at + 3]) == (0..<3).map { image[column, row + 5][$0] })
            }
        }
        #expect(image[11, 5] == SIMD4(0, 0, 0, 255) && image[0, 4] == SIMD4(0, 0, 0, 255))
    }

    @Test func `the name does not decide the format`() throws {
        let fixture = try #require(Fixture.named("rgb-8.png").first)
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "really-a.jpg")
            try Data(fixture.file).write(to: url)
            #expect(try ImageDecoder(path: url.path).info.format == .png)
        }
    }
}
