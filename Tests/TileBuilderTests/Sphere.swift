import Foundation
import ImageCoding
import Panorama
import Resampling
import TileBuilder
import TourBundle

/// Independent truth for pictures of the sphere: the conventions of the project written down a second time, with libm.
enum Sphere {
    /// The unit direction of a panorama's texel centre.
    static func direction(column: Int, row: Int, width: Int, height: Int) -> SIMD3<Double> {
        let yaw = ((Double(column) + 0.5) / Double(width) - 0.5) * 2 * Double.pi
        let pitch = (0.5 - (Double(row) + 0.5) / Double(height)) * Double.pi
        return SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
    }

    /// The unit direction of a face's texel centre: faces seen from inside, rows from the top.
    static func direction(face: CubeFace, column: Int, row: Int, size: Int) -> SIMD3<Double> {
        let right = (2 * Double(column) + 1) / Double(size) - 1
        let down = (2 * Double(row) + 1) / Double(size) - 1
        let axes: (forward: SIMD3<Double>, right: SIMD3<Double>, down: SIMD3<Double>) =
            switch face {
            case .front: ([0, 0, -1], [1, 0, 0], [0, -1, 0])
            case .right: ([1, 0, 0], [0, 0, 1], [0, -1, 0])
            case .back: ([0, 0, 1], [-1, 0, 0], [0, -1, 0])
            case .left: ([-1, 0, 0], [0, 0, -1], [0, -1, 0])
            case .up: ([0, 1, 0], [1, 0, 0], [0, 0, -1])
            case .down: ([0, -1, 0], [1, 0, 0], [0, 0, 1])
            }
        let point = axes.forward + right * axes.right + down * axes.down
        return point / (point * point).sum().squareRoot()
    }

    /// A full panorama whose texels are the function's values at their centres.
    static func panorama(width: Int, _ color: (SIMD3<Double>) -> SIMD4<UInt8>) -> PixelBuffer {
        let height = width / 2
        var image = PixelBuffer(width: width, height: height)
        for row in 0..<height {
            for column in 0..<width {
                image[column, row] = color(direction(column: column, row: row, width: width, height: height))
            }
        }
        return image
    }

    /// The whole way of a creator's file: written, cut, read back, and put together face by face and level by level.
    ///
    /// - Parameters:
    ///   - source: how the panorama is written.
    ///   - encoding: how the tiles are.
    static func levels(
        of panorama: PixelBuffer,
        as source: ImageEncoding = .png,
        _ settings: TileSettings,
        encoding: ImageEncoding = .png
    ) async throws -> [[CubeFace: PixelBuffer]] {
        let name = "\(UUID()).\(source.fileExtension)"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let whole = PixelRegion(column: 0, row: 0, width: panorama.width, height: panorama.height)
        try Data(try source.encode(panorama, region: whole)).write(to: URL(fileURLWithPath: path))
        var settings = settings
        settings.encoding = encoding
        let source = try PanoramaSource(PictureFiles(picture: path))
        let coverage = try source.coverage(settings)
        let pyramid = coverage.pyramid
        var levels = (0..<pyramid.levelCount).map { level in
            let size = pyramid.faceSize(level: level)
            return Dictionary(
                uniqueKeysWithValues: CubeFace.allCases.map { ($0, PixelBuffer(width: size, height: size)) }
            )
        }
        try await source.tile(coverage: coverage, settings: settings) { tile in
            let image = try PixelBuffer(decoding: tile.bytes, name: "\(tile.address)")
            let at = tile.address
            for row in 0..<pyramid.tileSize {
                for column in 0..<pyramid.tileSize {
                    levels[at.level][at.face]?[
                        at.column * pyramid.tileSize + column,
                        at.row * pyramid.tileSize + row
                    ] = image[column, row]
                }
            }
        }
        return levels
    }

    /// One face of the finest level.
    static func face(_ face: CubeFace, of panorama: PixelBuffer, _ settings: TileSettings) async throws -> PixelBuffer {
        guard let image = try await levels(of: panorama, settings).last?[face] else { throw MissingFace(face: face) }
        return image
    }

    struct MissingFace: Error {
        var face: CubeFace
    }
}

/// To the nearest byte; the caller's values lie in 0...255.
func byte(_ value: Double) -> UInt8 { UInt8(min(max(value, 0), 255).rounded()) }
