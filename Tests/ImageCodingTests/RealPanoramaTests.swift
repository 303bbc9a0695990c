import Foundation
import ImageCoding
import Resampling
import Testing

/// Photographs that lie beside the repository, at ../shared/data/panoramas; skipped where they are absent.
struct RealPanoramaTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = root.appending(path: "../shared/data/panoramas").standardized

    private static func isPresent(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    @Test(.enabled(if: isPresent("examplepano.jpg"), "../shared/data/panoramas/examplepano.jpg is absent"))
    func `a progressive photograph`() throws {
        let path = Self.folder.appending(path: "examplepano.jpg").path
        #expect(try ImageDecoder(path: path).info.isInterlaced)
        let image = try PixelBuffer(decoding: path)
        #expect(image.width == 4_096 && image.height == 2_048)
        // Sums and pixels as Pillow decodes them.
        #expect(sums(of: image) == SIMD3(943_696_138, 1_104_588_498, 1_281_225_660))
        #expect(image[0, 0] == SIMD4(65, 104, 163, 255))
        #expect(image[2_000, 1_000] == SIMD4(44, 60, 21, 255))
        #expect(image[4_095, 2_047] == SIMD4(155, 149, 161, 255))
    }

    @Test(.enabled(if: isPresent("stereo-top-bottom.jpg"), "../shared/data/panoramas/stereo-top-bottom.jpg is absent"))
    func `a baseline photograph`() throws {
        let path = Self.folder.appending(path: "stereo-top-bottom.jpg").path
        #expect(try !ImageDecoder(path: path).info.isInterlaced)
        let image = try PixelBuffer(decoding: path)
        #expect(image.width == 4_096 && image.height == 4_096)
        #expect(sums(of: image) == SIMD3(1_116_934_461, 1_280_383_504, 1_569_954_141))
        #expect(image[2_000, 1_000] == SIMD4(85, 93, 112, 255))
    }
}

/// Of red, green and blue over the whole image.
private func sums(of image: PixelBuffer) -> SIMD3<Int> {
    stride(from: 0, to: image.bytes.count, by: PixelBuffer.bytesPerPixel).reduce(into: SIMD3()) { sums, at in
        for channel in 0..<3 { sums[channel] += Int(image.bytes[at + channel]) }
    }
}
