import ImageCoding
import Panorama
import Resampling
import Testing
import TileBuilder

/// Levels must not creep: half a pixel lost in a halving is the classic error of such pyramids.
@Suite struct LevelTests {
    /// Red, green and blue are x, y and z. Over a whole face the errors of rounding cancel, a shift does not. The second width
    /// cannot be halved often: its coarse levels take another way.
    @Test(arguments: [1024, 1002])
    func `lies where it belongs`(width: Int) async throws {
        var settings = TileSettings()
        settings.faceSize = 256
        try await expectNoShift(width: width, settings, as: .png, within: 0.02)
    }

    /// The same where luma and halved colour differences are never pixels on their way from JPEG to JPEG, which rounds them its own
    /// way: by parts of a level, which at this size are hundredths of a texel. Half a sample lost would be a quarter texel or more.
    @Test func `lies where it belongs as planes`() async throws {
        let encoding = ImageEncoding.jpeg(quality: 100, subsampling: .quarter)
        try await expectNoShift(width: 1024, TileSettings(), as: encoding, within: 0.05)
    }

    private func expectNoShift(
        width: Int,
        _ settings: TileSettings,
        as encoding: ImageEncoding,
        within most: Double
    ) async throws {
        var settings = settings
        settings.largestTileSize = 64
        let panorama = Sphere.panorama(width: width) { direction in
            let levels = (direction + 1) * 127.5
            return SIMD4(byte(levels.x), byte(levels.y), byte(levels.z), 255)
        }
        let levels = try await Sphere.levels(of: panorama, as: encoding, settings, encoding: encoding)
        #expect(levels.count >= 3)
        for (level, faces) in levels.enumerated() {
            for (face, image) in faces {
                let shift = Self.shift(of: image, face: face)
                print("\(face), level \(level) of \(width): the whole face is \(shift.x), \(shift.y) texels off")
                #expect(abs(shift.x) < most && abs(shift.y) < most)
            }
        }
    }

    /// Mean distance to the right and down, in texels of the level.
    static func shift(of image: PixelBuffer, face: CubeFace) -> SIMD2<Double> {
        let size = image.width
        var sum = SIMD3<Double>.zero
        for row in 0..<size {
            for column in 0..<size {
                let pixel = image[column, row]
                let shown = SIMD3(Double(pixel.x), Double(pixel.y), Double(pixel.z)) / 127.5 - 1
                sum += shown - Sphere.direction(face: face, column: column, row: row, size: size)
            }
        }
        let mean = sum / Double(size * size)
        // Along the face's own axes; a texel at its centre is 2 / size of the way to its plane.
        let left = Sphere.direction(face: face, column: 0, row: size / 2, size: size)
        let right = Sphere.direction(face: face, column: size - 1, row: size / 2, size: size)
        let top = Sphere.direction(face: face, column: size / 2, row: 0, size: size)
        let bottom = Sphere.direction(face: face, column: size / 2, row: size - 1, size: size)
        return SIMD2((mean * unit(right - left)).sum(), (mean * unit(bottom - top)).sum()) * Double(size) / 2
    }

    static func unit(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        vector / (vector * vector).sum().squareRoot()
    }
}
