import Foundation
import ImageCoding
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// Tiles that are made as luma and colour differences, four quarters of a turn at once.
@Suite struct PlanesTests {
    static func settings(_ subsampling: ChromaSubsampling, quality: Int = 100) -> TileSettings {
        var settings = TileSettings()
        settings.largestTileSize = 64
        settings.encoding = .jpeg(quality: quality, subsampling: subsampling)
        return settings
    }

    /// Of a grey picture luma is the picture: what comes by way of the quarters is, tile by tile, what comes pixel by pixel.
    @Test(arguments: [512, 1024, 1056], ResamplingFilter.allCases)
    func `gives of grey pictures what pixels give`(width: Int, filter: ResamplingFilter) async throws {
        var random = SplitMix64(state: 5)
        var grey = PixelBuffer(width: width, height: width / 2)
        for row in 0..<width / 2 {
            for column in 0..<width {
                let value = UInt8(truncatingIfNeeded: random.next())
                grey[column, row] = SIMD4(value, value, value, 255)
            }
        }
        var (planes, pixels) = (Self.settings(.quarter), Self.settings(.full))
        planes.filter = filter
        pixels.filter = filter
        let made = try await Sphere.levels(of: grey, planes, encoding: planes.encoding)
        let expected = try await Sphere.levels(of: grey, pixels, encoding: pixels.encoding)
        for (level, faces) in expected.enumerated() {
            for (face, image) in faces {
                let difference = try #require(made[level][face]).difference(from: image)
                print(
                    "level \(level), \(face) of \(width): \(difference.count) samples differ, by \(difference.largest)"
                )
                // Where a ring of the poles has no round share of the width, weights are rounded the other way now and then.
                #expect(width.nonzeroBitCount == 1 ? difference.largest == 0 : difference.largest <= 2)
                #expect(difference.count < image.bytes.count / 500)
            }
        }
    }

    /// Colour differences have half the resolution, so their waves are long; each tile's must lie where the direction says, and
    /// have the size that it says. The errors of JPEG itself at quality 100 are within a level.
    @Test func `puts colours where they belong`() async throws {
        let encoding = ImageEncoding.jpeg(quality: 100, subsampling: .quarter)
        // A period is 51 pixels; a colour difference that is half its own pixel off would be 5 levels off.
        func colour(_ direction: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(
                128 + 60 * cos(20 * direction.x + 1),
                128 + 60 * cos(20 * direction.y + 2),
                128 + 60 * cos(20 * direction.z + 3)
            )
        }
        let panorama = Sphere.panorama(width: 1024) { direction in
            let colour = colour(direction)
            return SIMD4(byte(colour.x), byte(colour.y), byte(colour.z), 255)
        }
        let levels = try await Sphere.levels(of: panorama, as: encoding, Self.settings(.quarter), encoding: encoding)
        let faces = try #require(levels.last)
        for (face, image) in faces {
            let size = image.width
            var squares = SIMD3<Double>.zero
            for index in 0..<size * size {
                let (column, row) = (index % size, index / size)
                let pixel = image[column, row]
                let shown = SIMD3(Double(pixel.x), Double(pixel.y), Double(pixel.z))
                let error = shown - colour(Sphere.direction(face: face, column: column, row: row, size: size))
                squares += error * error
            }
            let rms = (squares / Double(size * size)).max().squareRoot()
            print("\(face): colours are \(rms) levels off (rms)")
            #expect(rms < 1.5)
        }
    }
}

extension PixelBuffer {
    /// Of images of the same size, in levels.
    fileprivate func difference(from other: PixelBuffer) -> (largest: Int, count: Int) {
        let differences = zip(bytes, other.bytes).map { abs(Int($0) - Int($1)) }
        return (differences.max() ?? 0, differences.count { $0 > 0 })
    }
}
