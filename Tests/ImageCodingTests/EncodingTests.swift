import Foundation
import ImageCoding
import Resampling
import TestSupport
import Testing

struct EncodingTests {
    static let encodings: [ImageEncoding] =
        [.png] + ChromaSubsampling.allCases.map { .jpeg(quality: 85, subsampling: $0) }

    @Test func `names of the formats`() {
        let jpeg = ImageEncoding.jpeg(quality: 85, subsampling: .full)
        #expect(jpeg.mediaType == "image/jpeg" && jpeg.fileExtension == "jpg")
        #expect(ImageEncoding.png.mediaType == "image/png" && ImageEncoding.png.fileExtension == "png")
    }

    @Test func `a PNG gives every pixel back`() throws {
        var random = SplitMix64(state: 1)
        let image = PixelBuffer(width: 61, height: 43, margin: 2) { _, _ in
            SIMD3.random(in: 0...255, using: &random)
        }
        let region = PixelRegion(column: 5, row: 7, width: 50, height: 31)
        let decoded = try PixelBuffer(decoding: ImageEncoding.png.encode(image, region: region), name: "a.png")
        #expect(decoded.width == 50 && decoded.height == 31)
        for row in 0..<31 {
            for column in 0..<50 { #expect(decoded[column, row] == image[column + 5, row + 7]) }
        }
    }

    @Test func `a PNG is 8-bit RGB without alpha`() throws {
        let image = PixelBuffer(width: 3, height: 2)
        let file = try ImageEncoding.png.encode(image, region: image.whole)
        // Signature, length and name of the header chunk; then width, height, depth, colour type (PNG, 11.2.1).
        #expect(Array(file[16..<29]) == [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0])
    }

    @Test(arguments: [(ChromaSubsampling.full, 0x11), (.quarter, 0x22)] as [(ChromaSubsampling, UInt8)])
    func `a JPEG is JFIF, baseline, of three components`(subsampling: ChromaSubsampling, luma: UInt8) throws {
        let image = PixelBuffer(width: 300, height: 20)
        let file = try ImageEncoding.jpeg(quality: 85, subsampling: subsampling).encode(image, region: image.whole)
        #expect(file.starts(with: [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8)))
        #expect(file.suffix(2) == [0xFF, 0xD9])
        // Frame header: length, precision, height, width, and id, sampling, table of each component (T.81, B.2.2).
        let frame: [UInt8] = [0xFF, 0xC0, 0, 17, 8, 0, 20, 1, 44, 3, 1, luma, 0, 2, 0x11, 1, 3, 0x11, 1]
        #expect(file.indices.contains { file[$0...].starts(with: frame) })
    }

    @Test(arguments: ChromaSubsampling.allCases)
    func `a smooth picture survives a JPEG`(subsampling: ChromaSubsampling) throws {
        let image = smoothPicture(width: 160, height: 96)
        let psnr = [30, 75, 95].map { quality in
            let encoding = ImageEncoding.jpeg(quality: quality, subsampling: subsampling)
            guard let file = try? encoding.encode(image, region: image.whole),
                let decoded = try? PixelBuffer(decoding: file, name: "a.jpg")
            else { return 0.0 }
            return peakSignalToNoise(decoded.rgb, image.rgb)
        }
        #expect(psnr[0] > 30 && psnr[1] > 36 && psnr[2] > 41, "\(psnr)")
        #expect(psnr == psnr.sorted())
    }

    @Test(arguments: [1, 50, 100])
    func `every quality gives a picture`(quality: Int) throws {
        let image = smoothPicture(width: 40, height: 40)
        let file = try ImageEncoding.jpeg(quality: quality, subsampling: .full).encode(image, region: image.whole)
        #expect(try ImageDecoder(bytes: file, name: "a.jpg").info.width == 40)
    }

    @Test(arguments: encodings)
    func `the pixels alone decide the bytes`(encoding: ImageEncoding) throws {
        let image = smoothPicture(width: 70, height: 50)
        let file = try encoding.encode(image, region: image.whole)
        #expect(try encoding.encode(image, region: image.whole) == file)
        var elsewhere = PixelBuffer(width: 100, height: 90, margin: 4) { _, _ in SIMD3(9, 200, 30) }
        for row in 0..<50 {
            for column in 0..<70 {
                elsewhere[column + 11, row + 13] = image[column, row]
                elsewhere[column + 11, row + 13].w = UInt8(truncatingIfNeeded: row)
            }
        }
        #expect(try encoding.encode(elsewhere, region: PixelRegion(column: 11, row: 13, width: 70, height: 50)) == file)
    }

    @Test(arguments: ChromaSubsampling.allCases)
    func `optimised tables give the same pixels in fewer bytes`(subsampling: ChromaSubsampling) throws {
        let image = smoothPicture(width: 96, height: 96)
        let sizes = try [false, true].map { optimises in
            let encoding = ImageEncoding.jpeg(quality: 80, subsampling: subsampling, optimisesHuffman: optimises)
            return try encoding.encode(image, region: image.whole)
        }
        #expect(sizes[1].count < sizes[0].count)
        let (plain, optimised) = (
            try PixelBuffer(decoding: sizes[0], name: "a.jpg"), try PixelBuffer(decoding: sizes[1], name: "b.jpg")
        )
        #expect(plain == optimised)
    }

    @Test(arguments: [1, 400])
    func `an encoded picture may take any number of bytes`(side: Int) throws {
        var random = SplitMix64(state: 3)
        let image = PixelBuffer(width: side, height: side) { _, _ in SIMD3.random(in: 0...255, using: &random) }
        for encoding in [ImageEncoding.jpeg(quality: 100, subsampling: .full), .png] {
            let file = try encoding.encode(image, region: image.whole)
            #expect(file.count > 2 * side * side)
            #expect(try PixelBuffer(decoding: file, name: "noise").width == side)
        }
    }

    @Test(arguments: encodings)
    func `a single pixel`(encoding: ImageEncoding) throws {
        let image = PixelBuffer(width: 3, height: 3) { column, row in
            SIMD3(repeating: column == 1 && row == 1 ? 200 : 10)
        }
        let file = try encoding.encode(image, region: PixelRegion(column: 1, row: 1, width: 1, height: 1))
        let decoded = try PixelBuffer(decoding: file, name: "dot")
        #expect(largestDifference(decoded.rgb, [200, 200, 200]) <= 2)
    }

    @Test func `a picture wider than JPEG allows is an error`() {
        let image = PixelBuffer(width: 65_501, height: 1)
        let error = ImageCodingError.notEncoded(reason: "Maximum supported image dimension is 65500 pixels")
        #expect(throws: error) {
            try ImageEncoding.jpeg(quality: 85, subsampling: .full).encode(image, region: image.whole)
        }
    }
}

// MARK: - Helpers

/// Slow waves, different in each channel.
private func smoothPicture(width: Int, height: Int) -> PixelBuffer {
    PixelBuffer(width: width, height: height) { column, row in
        let (x, y) = (Double(column) / 25, Double(row) / 21)
        return SIMD3(wave(x + y), wave(x - 0.7 * y + 1), wave(0.5 * x + 2))
    }
}

private func wave(_ phase: Double) -> UInt8 { UInt8((127.5 + 110 * sin(phase)).rounded()) }

/// In decibels.
private func peakSignalToNoise(_ left: [UInt8], _ right: [UInt8]) -> Double {
    let squares = zip(left, right).map { pow(Double($0) - Double($1), 2) }
    return 10 * log10(255 * 255 * Double(squares.count) / max(squares.reduce(0, +), 1e-9))
}
