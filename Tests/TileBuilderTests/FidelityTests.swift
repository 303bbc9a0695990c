import Foundation
import ImageCoding
import Panorama
import Resampling
import TileBuilder
import TourBundle
import TestSupport
import Testing

@Suite struct FidelityTests {
    @Test(arguments: [0, 1, 77, 128, 254, 255] as [UInt8])
    func `keeps a constant picture bit for bit on every level`(value: UInt8) throws {
        let panorama = Sphere.panorama(width: 256) { _ in SIMD4(value, 255 - value, value, 255) }
        let pyramid = Pyramid(tileSize: 32, levelCount: 3)
        let renderer = FaceRenderer(source: panorama, pyramid: pyramid, encoding: .png)
        var constant = PixelBuffer(width: 32, height: 32)
        for row in 0..<32 { for column in 0..<32 { constant[column, row] = SIMD4(value, 255 - value, value, 255) } }
        for face in CubeFace.allCases {
            for tile in try renderer.tiles(of: face) {
                var decoder = try ImageDecoder(bytes: tile.bytes, name: "\(tile.address)")
                var image = PixelBuffer(width: 32, height: 32)
                try decoder.readRows(32, into: &image, at: 0)
                #expect(image == constant)
            }
        }
    }

    /// 72 plane waves of 20 to 600 rad per unit over a 2048 x 1024 panorama, whose Nyquist is 1,024: each texel of the six
    /// faces against the sum at its centre. 8-bit rounding of the result alone is 58.9 dB.
    @Test func `shows a band-limited sphere at 50 dB`() throws {
        let waves = PlaneWaves(count: 72, frequencies: 20...600, seed: 1)
        var clipped = 0
        let panorama = Sphere.panorama(width: 2048) { direction in
            let exact = waves.value(direction)
            if !(0...255).contains(exact) { clipped += 1 }
            let value = byte(exact)
            return SIMD4(value, value, value, 255)
        }
        let pyramid = Pyramid(faceSize: Equirectangular(width: 2048, height: 1024).faceSize)
        let renderer = FaceRenderer(source: panorama, pyramid: pyramid, encoding: .png)
        var squares = 0.0
        var count = 0
        for face in CubeFace.allCases {
            let image = try renderer.image(of: face)
            // Every seventh texel of a face: 65,000 a face, all rows and columns among them.
            for index in stride(from: 0, to: pyramid.faceSize * pyramid.faceSize, by: 7) {
                let (column, row) = (index % pyramid.faceSize, index / pyramid.faceSize)
                let direction = Sphere.direction(face: face, column: column, row: row, size: pyramid.faceSize)
                let error = Double(image[column, row].x) - waves.value(direction)
                squares += error * error
                count += 1
            }
        }
        let decibels = 10 * log10(255 * 255 * Double(count) / squares)
        print("band-limited sphere, 2048x1024 to faces of \(pyramid.faceSize): \(decibels) dB over \(count) texels")
        #expect(clipped == 0)
        #expect(decibels >= 50)
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

    /// In 0...255: five and a half standard deviations of the sum fit, and nothing is clipped, which would break the band limit.
    func value(_ direction: SIMD3<Double>) -> Double {
        var sum = 0.0
        for wave in waves { sum += cos((wave.vector * direction).sum() + wave.phase) }
        return 127.5 + 127.5 * sum / (5.5 * (Double(waves.count) / 2).squareRoot())
    }
}
