import ImageCoding
import Resampling
import Testing

/// Pictures whose rows are stored in another direction than they are shown. The fixtures orientation-1 to -8.jpg, which
/// Pillow turned, are held to their pixels with all others.
struct OrientationTests {
    @Test(arguments: 1...8, [(1, 1), (70, 50), (33, 64), (5, 100)])
    func `rows come upright`(
        orientation: Int,
        size: (width: Int, height: Int)
    ) throws {
        let stored = PixelBuffer(width: size.width, height: size.height) { x, y in
            SIMD3(UInt8(x), UInt8(y), UInt8((x * 7 + y * 13) % 256))
        }
        let file = try withOrientation(orientation, stored)
        for limits in [ImageLimits.standard, ImageLimits(pixels: 1 << 20, memory: 1_200)] {
            let upright = try PixelBuffer(decoding: file, name: "turned.png", limits: limits)
            let swaps = orientation >= 5
            #expect((upright.width, upright.height) == (swaps ? (size.height, size.width) : size))
            for y in 0..<upright.height {
                for x in 0..<upright.width {
                    let (column, row) = storedPlace(orientation, size.width, size.height, x, y)
                    guard upright[x, y] == stored[column, row] else {
                        Issue.record("\(x), \(y) is not \(column), \(row)")
                        return
                    }
                }
            }
        }
    }

    @Test(arguments: 1...8)
    func `rows of 16 bits are turned alike`(orientation: Int) throws {
        let plain = try #require(Fixture.named("rgb-16.png").first)
        let file = withChunk("eXIf", exif(orientation: orientation), in: plain.file)
        let upright = try PixelBuffer(decoding: file, name: "turned.png")
        var decoder = try ImageDecoder(bytes: file, name: "turned.png")
        #expect(decoder.metadata.orientation == orientation)
        let deep = try readDeep(&decoder)
        #expect(deep.map { UInt8((Int($0) * 255 + 32_767) / 65_535) } == upright.bytes)
    }

    @Test func `a large picture is turned within little memory`() throws {
        let stored = PixelBuffer(width: 1_024, height: 512) { x, y in SIMD3(UInt8(x / 4), UInt8(y / 2), 9) }
        let limits = ImageLimits(pixels: 1 << 20, memory: 1 << 18)
        let file = try withOrientation(6, stored)
        #expect(try ImageDecoder(bytes: file, name: "turned.png", limits: limits).usesScratch)
        let upright = try PixelBuffer(decoding: file, name: "turned.png", limits: limits)
        #expect(upright[0, 0] == stored[0, 511] && upright[511, 1_023] == stored[1_023, 0])
        #expect(upright[100, 700] == stored[700, 411])
    }

    @Test(arguments: [0, 9, 65_535])
    func `an orientation that is none counts as upright`(orientation: Int) throws {
        let file = try withOrientation(orientation, PixelBuffer(width: 3, height: 2))
        let decoder = try ImageDecoder(bytes: file, name: "odd.png")
        #expect(decoder.metadata.orientation == 1)
        #expect(decoder.info.width == 3)
    }
}

/// Column and row of the stored picture that are shown at `x` and `y` (TIFF 6.0, Orientation).
private func storedPlace(_ orientation: Int, _ width: Int, _ height: Int, _ x: Int, _ y: Int) -> (Int, Int) {
    switch orientation {
    case 2: (width - 1 - x, y)
    case 3: (width - 1 - x, height - 1 - y)
    case 4: (x, height - 1 - y)
    case 5: (y, x)
    case 6: (y, height - 1 - x)
    case 7: (width - 1 - y, height - 1 - x)
    case 8: (width - 1 - y, x)
    default: (x, y)
    }
}

private func withOrientation(_ orientation: Int, _ image: PixelBuffer) throws -> [UInt8] {
    try withChunk("eXIf", exif(orientation: orientation), in: ImageEncoding.png.encode(image, region: image.whole))
}

/// One directory of one field (TIFF 6.0, section 2).
private func exif(orientation: Int) -> [UInt8] {
    let value = [UInt8(orientation >> 8), UInt8(orientation & 255), 0, 0]
    return [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1] + value + [0, 0, 0, 0]
}

/// A PNG with one more chunk behind its header.
func withChunk(_ kind: String, _ content: [UInt8], in png: [UInt8]) -> [UInt8] {
    Array(png[..<33]) + MadeFile.chunk(kind, content) + png[33...]
}
