import Foundation
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

@Suite struct FidelityTests {
    @Test(arguments: [0, 1, 77, 128, 254, 255] as [UInt8], ResamplingFilter.allCases)
    func `keeps a constant picture bit for bit on every level`(value: UInt8, filter: ResamplingFilter) async throws {
        let color = SIMD4(value, 255 - value, value, 255)
        var settings = TileSettings()
        settings.faceSize = 128
        settings.largestTileSize = 32
        settings.filter = filter
        let levels = try await Sphere.levels(of: Sphere.panorama(width: 256) { _ in color }, settings)
        #expect(levels.count == 3)
        for image in levels.flatMap(\.values) {
            #expect((0..<image.width * image.width).allSatisfy { image[$0 % image.width, $0 / image.width] == color })
        }
    }

    /// 72 plane waves of 20 to 600 rad per unit over a 2048 x 1024 panorama, whose Nyquist is 1,024: each texel of the six
    /// faces against the sum at its centre. The roundings to 8 bits alone leave about 56 dB.
    @Test(arguments: [(ResamplingFilter.lanczos3, 55.0), (.bicubic, 52.5), (.bilinear, 40)])
    func `shows a band-limited sphere`(filter: ResamplingFilter, goal: Double) async throws {
        let waves = PlaneWaves(count: 72, frequencies: 20...600, seed: 1)
        let panorama = Sphere.panorama(width: 2048) { direction in
            let value = byte(waves.value(direction))
            return SIMD4(value, value, value, 255)
        }
        var settings = TileSettings()
        settings.filter = filter
        let faces = try #require(try await Sphere.levels(of: panorama, settings).last)
        var squares = 0.0
        var count = 0
        for (face, image) in faces {
            let size = image.width
            // Every seventh texel of a face: 65,000 a face, all rows and columns among them.
            for index in stride(from: 0, to: size * size, by: 7) {
                let (column, row) = (index % size, index / size)
                let direction = Sphere.direction(face: face, column: column, row: row, size: size)
                let error = Double(image[column, row].x) - waves.value(direction)
                squares += error * error
                count += 1
            }
        }
        let decibels = 10 * log10(255 * 255 * Double(count) / squares)
        print("band-limited sphere, \(filter): \(decibels) dB over \(count) texels")
        #expect(decibels >= goal)
    }

    /// A pattern of columns alone, as fine as the panorama can hold: towards a pole it is finer than any texel there, and must be
    /// grey, not another pattern.
    @Test func `shows no pattern at the poles that is not in the picture`() async throws {
        let width = 1024
        var panorama = PixelBuffer(width: width, height: width / 2)
        for row in 0..<width / 2 {
            for column in 0..<width {
                let value: UInt8 = column % 4 < 2 ? 64 : 192
                panorama[column, row] = SIMD4(value, value, value, 255)
            }
        }
        let faces = try #require(try await Sphere.levels(of: panorama, TileSettings()).last)
        for face in [CubeFace.up, .down] {
            let image = try #require(faces[face])
            let size = image.width
            var (squares, count) = (0.0, 0)
            for index in 0..<size * size {
                let (column, row) = (index % size, index / size)
                let direction = Sphere.direction(face: face, column: column, row: row, size: size)
                // Four columns are a period of the pattern; where they span less than two texels, no texel can show it.
                let fromPole = acos(abs(direction.y))
                guard tan(fromPole) * 4 * 2 * Double.pi / Double(width) * Double(size) / 2 < 1.2 else { continue }
                let error = Double(image[column, row].x) - 128
                squares += error * error
                count += 1
            }
            let alias = (squares / Double(count)).squareRoot()
            print(
                "\(face): stripes of 64 levels leave \(alias) levels in \(count) texels: \(20 * log10(alias / 64)) dB"
            )
            #expect(count > 2000)
            #expect(alias < 1)
        }
    }
}

/// A sum of plane waves in space, seen on the unit sphere; its frequencies bound those of the picture.
struct PlaneWaves {
    private let waves: [(vector: SIMD3<Double>, phase: Double)]

    init(count: Int, frequencies: ClosedRange<Double>, seed: UInt64) {
        var random = SplitMix64(state: seed)
        waves = (0..<count).map { _ in
            let y = Double.random(in: -1...1, using: &random)
            let yaw = Double.random(in: 0...2 * .pi, using: &random)
            let horizontal = (1 - y * y).squareRoot()
            let frequency = Double.random(in: frequencies, using: &random)
            let vector = SIMD3(horizontal * cos(yaw), y, horizontal * sin(yaw)) * frequency
            return (vector, Double.random(in: 0...2 * .pi, using: &random))
        }
    }

    /// A standard deviation of 28.5 levels about 127.5: hardly anything is clipped, which would break the band limit.
    func value(_ direction: SIMD3<Double>) -> Double {
        var sum = 0.0
        for wave in waves { sum += cos((wave.vector * direction).sum() + wave.phase) }
        return 127.5 + 28.5 * sum / (Double(waves.count) / 2).squareRoot()
    }
}
