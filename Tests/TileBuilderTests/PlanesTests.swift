import Foundation
import ImageCoding
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// Tiles that are made as luma and colour differences, four quarters of a turn at once.
@Suite struct PlanesTests {
    /// Widths of panoramas whose rows come out of a JPEG as planes: of narrower ones the preview is read from the rows themselves, so
    /// these come as pixels. The first is fitted to a size that can be halved, and ends within a block of 16 rows.
    static let readAsPlanes = [1648, 1664]

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
    /// have the size that it says, on the levels that show a wave in forty texels or more. The errors of JPEG itself at quality
    /// 100 are within a level.
    @Test(arguments: [1024] + Self.readAsPlanes)
    func `puts colours where they belong`(width: Int) async throws {
        let encoding = ImageEncoding.jpeg(quality: 100, subsampling: .quarter)
        let frequency = 20.0
        // A colour difference that is half its own pixel off would be 3 levels off or more.
        func colour(_ direction: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(
                128 + 60 * cos(frequency * direction.x + 1),
                128 + 60 * cos(frequency * direction.y + 2),
                128 + 60 * cos(frequency * direction.z + 3)
            )
        }
        let panorama = Sphere.panorama(width: width) { direction in
            let colour = colour(direction)
            return SIMD4(byte(colour.x), byte(colour.y), byte(colour.z), 255)
        }
        let levels = try await Sphere.levels(of: panorama, as: encoding, Self.settings(.quarter), encoding: encoding)
        let shown = levels.joined().filter { Double.pi * Double($0.value.width) / frequency >= 40 }
        // Of the wider ones a halving too.
        #expect(shown.count == (width < 1600 ? 1 : 2) * CubeFace.allCases.count)
        for (face, image) in shown {
            let rms = Self.error(of: image, face, colour)
            print("\(face) of \(image.width): colours are \(rms) levels off (rms)")
            #expect(rms < 1.5)
        }
    }

    /// Of the worst channel, in levels.
    private static func error(
        of image: PixelBuffer,
        _ face: CubeFace,
        _ colour: (SIMD3<Double>) -> SIMD3<Double>
    ) -> Double {
        let size = image.width
        var squares = SIMD3<Double>.zero
        for row in 0..<size {
            for column in 0..<size {
                let pixel = image[column, row]
                let shown = SIMD3(Double(pixel.x), Double(pixel.y), Double(pixel.z))
                let error = shown - colour(Sphere.direction(face: face, column: column, row: row, size: size))
                squares += error * error
            }
        }
        return (squares / Double(size * size)).max().squareRoot()
    }

    /// The parabolas that stand for sRGB's curve give every grey back.
    @Test(arguments: [1, 15, 16, 77, 130, 201, 254] as [UInt8])
    func `keeps a grey on every level`(grey: UInt8) async throws {
        let encoding = ImageEncoding.jpeg(quality: 100, subsampling: .quarter)
        var settings = TileSettings()
        settings.encoding = encoding
        let panorama = Sphere.panorama(width: 1664) { _ in SIMD4(grey, grey, grey, 255) }
        let levels = try await Sphere.levels(of: panorama, as: encoding, settings, encoding: encoding)
        #expect(levels.count == 2)
        for image in levels.joined().map(\.value) {
            #expect(image.bytes.indices.allSatisfy { image.bytes[$0] == ($0 % 4 == 3 ? 255 : grey) })
        }
    }

    /// Rows of black and white in turn are half the light of white in every halving, which sRGB (IEC 61966-2-1) stores as
    /// 255 · (1.055 · 0.5^(1 / 2.4) - 0.055) = 187.5.
    @Test func `mixes planes as light`() async throws {
        let encoding = ImageEncoding.jpeg(quality: 100, subsampling: .quarter)
        let width = 1664
        var stripes = PixelBuffer(width: width, height: width / 2)
        for row in 0..<stripes.height {
            let colour: SIMD4<UInt8> = row % 2 == 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]
            for column in 0..<width { stripes[column, row] = colour }
        }
        let levels = try await Sphere.levels(of: stripes, as: encoding, Self.settings(.quarter), encoding: encoding)
        #expect(levels.count > 2)
        for faces in levels.dropLast() {
            let image = try #require(faces[.front])
            let samples = image.bytes.indices.filter { $0 % 4 < 3 }.map { image.bytes[$0] }
            #expect(samples.allSatisfy { (186...189).contains($0) })
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
