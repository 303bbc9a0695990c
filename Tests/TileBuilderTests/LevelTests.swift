import ImageCoding
import Panorama
import Resampling
import Testing
import TileBuilder
import TourBundle

/// Levels must not creep: half a pixel lost in a halving is the classic error of such pyramids.
@Suite struct LevelTests {
    static let pyramid = Pyramid(tileSize: 64, levelCount: 3)

    /// Red, green and blue are x, y and z. Over a whole face the errors of rounding cancel, a shift does not.
    @Test(arguments: CubeFace.allCases)
    func `lies where it belongs`(face: CubeFace) throws {
        let panorama = Sphere.panorama(width: 1024) { direction in
            let levels = (direction + 1) * 127.5
            return SIMD4(byte(levels.x), byte(levels.y), byte(levels.z), 255)
        }
        let renderer = FaceRenderer(source: panorama, pyramid: Self.pyramid, encoding: .png)
        let tiles = try renderer.tiles(of: face)
        for level in 0..<Self.pyramid.levelCount {
            let shift = try Self.shift(of: tiles.filter { $0.address.level == level }, face: face, level: level)
            print("\(face), level \(level): the whole face is \(shift.x), \(shift.y) texels off")
            #expect(abs(shift.x) < 0.02 && abs(shift.y) < 0.02)
        }
    }

    /// Mean distance to the right and down, in texels of the level.
    static func shift(of tiles: [EncodedTile], face: CubeFace, level: Int) throws -> SIMD2<Double> {
        let size = pyramid.faceSize(level: level)
        var sum = SIMD3<Double>.zero
        for tile in tiles {
            var decoder = try ImageDecoder(bytes: tile.bytes, name: "\(tile.address)")
            var image = PixelBuffer(width: pyramid.tileSize, height: pyramid.tileSize)
            try decoder.readRows(pyramid.tileSize, into: &image, at: 0)
            for row in 0..<pyramid.tileSize {
                for column in 0..<pyramid.tileSize {
                    let pixel = image[column, row]
                    let shown = SIMD3(Double(pixel.x), Double(pixel.y), Double(pixel.z)) / 127.5 - 1
                    sum +=
                        shown
                        - Sphere.direction(
                            face: face,
                            column: tile.address.column * pyramid.tileSize + column,
                            row: tile.address.row * pyramid.tileSize + row,
                            size: size
                        )
                }
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
