import Foundation
import Panorama
import Resampling
import TileBuilder
import Testing

/// Colour encodes direction as on a vernier: a saw tooth of `slope` levels a texel. Where the tooth falls back to 0 nothing can be
/// read; three pictures with shifted teeth leave no texel unread. The roundings to bytes, of the panorama and of the tile, are as
/// large as what is looked for; over blocks of eight by eight texels they cancel, and a place that is wrong does not.
@Suite struct GeometryTests {
    static let width = 800
    /// A whole turn.
    static let teeth = (49.0 * 49 + 17 * 17).squareRoot()
    static let slope = teeth * 256 / Double(width)
    /// Values from which no tap of the filter reaches over the tooth's edge.
    static let readable = 84.0...172.0
    static let block = 8
    /// In texels.
    static let allowed = 0.02

    /// Texels of the panorama from the pole, in two directions at right angles: smooth where columns crowd together.
    static func polar(_ direction: SIMD3<Double>) -> SIMD2<Double> {
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        let texels = atan2(horizontal, abs(direction.y)) * Double(width) / (2 * .pi)
        return horizontal == 0 ? .zero : SIMD2(direction.x, direction.z) / horizontal * texels
    }

    /// Columns and rows, away from the poles, turned: else all texels of a column would be rounded by the same. A whole turn is
    /// 49 and 17 teeth, so there is no step at the seam.
    static func grid(_ direction: SIMD3<Double>) -> SIMD2<Double> {
        let texels = SIMD2(atan2(direction.x, -direction.z), asin(direction.y)) * Double(width) / (2 * .pi)
        return (SIMD2(49 * texels.x, 49 * texels.y) + SIMD2(17 * texels.y, -17 * texels.x)) / teeth
    }

    static func tooth(_ texels: Double, phase: Int) -> Double {
        let value = texels * slope + Double(phase) * 256 / 3
        return value - 256 * (value / 256).rounded(.down)
    }

    struct Reading {
        /// The largest distance, in texels, between what a block of a face shows and what its directions should show.
        var error = 0.0
        var blocks = 0
        var read = 0
        var texels = 0
    }

    static func reading(
        _ face: CubeFace,
        coordinates: (SIMD3<Double>) -> SIMD2<Double>,
        includes: (SIMD3<Double>) -> Bool
    ) async throws -> Reading {
        var settings = TileSettings()
        settings.faceSize = 256
        settings.largestTileSize = 128
        var images: [PixelBuffer] = []
        for phase in 0..<3 {
            let panorama = Sphere.panorama(width: width) { direction in
                let texels = coordinates(direction)
                let levels = SIMD2(tooth(texels.x, phase: phase), tooth(texels.y, phase: phase))
                return SIMD4(byte(min(levels.x, 255)), byte(min(levels.y, 255)), 0, 255)
            }
            images.append(try await Sphere.face(face, of: panorama, settings))
        }
        var reading = Reading()
        for top in stride(from: 0, to: 256, by: block) {
            for left in stride(from: 0, to: 256, by: block) {
                var sum = SIMD2<Double>.zero
                var count = 0
                for row in top..<top + block {
                    for column in left..<left + block {
                        let direction = Sphere.direction(face: face, column: column, row: row, size: 256)
                        guard includes(direction) else { continue }
                        reading.texels += 1
                        let shown = (0..<3).map { images[$0][column, row] }
                        let wanted = coordinates(direction)
                        guard let x = distance(shown.map { Double($0.x) }, wanted.x),
                            let y = distance(shown.map { Double($0.y) }, wanted.y)
                        else { continue }
                        sum += SIMD2(x, y)
                        count += 1
                    }
                }
                reading.read += count
                guard count == block * block else { continue }
                reading.blocks += 1
                reading.error = max(reading.error, (sum * sum).sum().squareRoot() / Double(count))
            }
        }
        return reading
    }

    /// In texels; nil where no phase is readable.
    static func distance(_ shown: [Double], _ texels: Double) -> Double? {
        let readings = (0..<3).map { (shown: shown[$0], expected: tooth(texels, phase: $0)) }
            .filter { readable.contains($0.expected) }
        guard !readings.isEmpty else { return nil }
        return readings.reduce(0) { $0 + ($1.shown - $1.expected) / slope } / Double(readings.count)
    }

    @Test(arguments: CubeFace.allCases)
    func `shows every direction where it lies, seam included`(face: CubeFace) async throws {
        // The vernier counts columns; from 45° on they crowd and the polar one takes over.
        let reading = try await Self.reading(face, coordinates: Self.grid) { abs($0.y) < sin(Double.pi / 4) }
        #expect(reading.read == reading.texels && reading.blocks > (abs(face.direction(u: 0, v: 0).y) > 0 ? 50 : 1000))
        print("\(face), seam included: \(reading.blocks) blocks are at most \(reading.error) texels off")
        #expect(reading.error < Self.allowed)
    }

    @Test(arguments: [CubeFace.up, .down])
    func `shows the poles where they lie`(face: CubeFace) async throws {
        let reading = try await Self.reading(face, coordinates: Self.polar) { abs($0.y) >= sin(Double.pi / 4) }
        #expect(reading.read == reading.texels && reading.blocks > 700)
        print("\(face), pole included: \(reading.blocks) blocks are at most \(reading.error) texels off")
        #expect(reading.error < Self.allowed)
    }
}
