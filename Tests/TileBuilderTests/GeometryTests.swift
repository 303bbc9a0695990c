import Foundation
import Panorama
import Resampling
import TileBuilder
import Testing

/// Colour encodes direction as on a vernier: a saw tooth of `slope` levels a texel, so that a byte tells a 40th of a texel.
/// Where the tooth falls back to 0 nothing can be read; three pictures with shifted teeth leave no texel unread.
@Suite struct GeometryTests {
    static let width = 768
    static let slope = 40.0
    /// Values from which no tap of the filter reaches over the tooth's edge.
    static let readable = 84.0...172.0
    /// In texels: 0.02 is what a pipeline may be off. A byte's rounding, of the panorama and of the tile, adds up to half a level
    /// each, in both axes.
    static let allowed = 0.02 + 2.0.squareRoot() / slope

    /// Texels of the panorama from the pole, in two directions at right angles: smooth where columns crowd together.
    static func polar(_ direction: SIMD3<Double>) -> SIMD2<Double> {
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        let texels = atan2(horizontal, abs(direction.y)) * Double(width) / (2 * .pi)
        return horizontal == 0 ? .zero : SIMD2(direction.x, direction.z) / horizontal * texels
    }

    /// Columns and rows, away from the poles.
    static func grid(_ direction: SIMD3<Double>) -> SIMD2<Double> {
        SIMD2(atan2(direction.x, -direction.z), asin(direction.y)) * Double(width) / (2 * .pi)
    }

    static func tooth(_ texels: Double, phase: Int) -> Double {
        let value = texels * slope + Double(phase) * 256 / 3
        return value - 256 * (value / 256).rounded(.down)
    }

    /// The largest distance, in texels, between what a face shows and what its texels' directions should show.
    static func largestError(
        _ face: CubeFace,
        coordinates: (SIMD3<Double>) -> SIMD2<Double>,
        includes: (SIMD3<Double>) -> Bool
    ) async throws -> (error: Double, read: Int, texels: Int) {
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
        var result = (error: 0.0, read: 0, texels: 0)
        for row in 0..<256 {
            for column in 0..<256 {
                let direction = Sphere.direction(face: face, column: column, row: row, size: 256)
                guard includes(direction) else { continue }
                result.texels += 1
                let shown = (0..<3).map { images[$0][column, row] }
                let wanted = coordinates(direction)
                guard let x = distance(shown.map { Double($0.x) }, wanted.x),
                    let y = distance(shown.map { Double($0.y) }, wanted.y)
                else { continue }
                result.read += 1
                result.error = max(result.error, (x * x + y * y).squareRoot())
            }
        }
        return result
    }

    /// In texels; nil where no phase is readable.
    static func distance(_ shown: [Double], _ texels: Double) -> Double? {
        (0..<3).map { (shown: shown[$0], expected: tooth(texels, phase: $0)) }
            .filter { readable.contains($0.expected) }
            .map { abs($0.shown - $0.expected) / slope }
            .max()
    }

    @Test(arguments: CubeFace.allCases)
    func `shows every direction where it lies, seam included`(face: CubeFace) async throws {
        // The vernier counts columns; from 60° on they crowd and the polar one takes over.
        let result = try await Self.largestError(face, coordinates: Self.grid) { abs($0.y) < sin(Double.pi / 3) }
        #expect(result.read == result.texels)
        print("\(face), seam included: at most \(result.error) texels off, \(result.read) read")
        #expect(result.error < Self.allowed)
    }

    @Test(arguments: [CubeFace.up, .down])
    func `shows the poles where they lie`(face: CubeFace) async throws {
        let result = try await Self.largestError(face, coordinates: Self.polar) { abs($0.y) >= sin(Double.pi / 3) }
        #expect(result.read == result.texels && result.texels > 10_000)
        print("\(face), pole included: at most \(result.error) texels off, \(result.read) read")
        #expect(result.error < Self.allowed)
    }
}
