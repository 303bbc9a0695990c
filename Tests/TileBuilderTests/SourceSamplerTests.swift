import Foundation
import Panorama
import Resampling
import Testing
import TileBuilder

/// Pictures of plane waves on the sphere, drawn by definition, read back at the texels of tiles.
@Suite struct SourceSamplerTests {
    static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    /// Three waves of so many radians per unit, in three directions.
    static func waves(_ direction: SIMD3<Double>, _ rate: Double) -> SIMD3<Double> {
        let axes: [SIMD3<Double>] = [[0.8, 0.36, 0.48], [0, 0.8, -0.6], [-0.6, 0.48, 0.64]]
        return SIMD3(axes.map { 127.5 + 100 * sin(rate * ($0 * direction).sum()) })
    }

    static func colour(_ direction: SIMD3<Double>, _ rate: Double) -> SIMD4<UInt8> {
        let wave = waves(direction / (direction * direction).sum().squareRoot(), rate)
        return SIMD4(byte(wave.x), byte(wave.y), byte(wave.z), 255)
    }

    static func picture(
        _ width: Int,
        _ height: Int,
        _ colour: (_ column: Int, _ row: Int) -> SIMD4<UInt8>
    ) -> PixelBuffer {
        var picture = PixelBuffer(width: width, height: height, margin: SourceSampler.margin)
        for row in 0..<height {
            for column in 0..<width { picture[column, row] = colour(column, row) }
        }
        return picture
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var projection: SourceProjection
        /// The direction of a picture's texel, from the projection's definition.
        var direction: @Sendable (_ picture: Int, _ column: Double, _ row: Double) -> SIMD3<Double>
        /// Radians between neighbouring texels in the picture's middle.
        var texel: Double
    }

    static let cases = [
        photograph(Pose(), 80), photograph(Pose(headingDeg: 45, pitchDeg: 20, rollDeg: 10), 60),
        photograph(Pose(headingDeg: -170, pitchDeg: -75, rollDeg: 130), 95), cubemap(200), cubemap(201), crop, cylinder,
        turn,
    ]

    static func photograph(_ pose: Pose, _ fieldOfViewDeg: Double) -> Case {
        let (yaw, pitch, roll) = (radians(pose.headingDeg), radians(pose.pitchDeg), radians(pose.rollDeg))
        let forward = SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
        let level = SIMD3(cos(yaw), 0, sin(yaw))
        let above = SIMD3(-sin(yaw) * sin(pitch), cos(pitch), cos(yaw) * sin(pitch))
        let right = cos(roll) * level - sin(roll) * above
        let up = cos(roll) * above + sin(roll) * level
        let focal = 200 / tan(radians(fieldOfViewDeg / 2))
        return Case(
            testDescription: "photograph at \(pose.headingDeg) \(pose.pitchDeg) \(pose.rollDeg)",
            projection: .rectilinear(
                RectilinearView(width: 400, height: 300, pose: pose, fieldOfViewDeg: fieldOfViewDeg)
            ),
            direction: { _, column, row in
                focal * forward + (column + 0.5 - 200) * right + (150 - row - 0.5) * up
            },
            texel: 1 / focal
        )
    }

    static func cubemap(_ size: Int) -> Case {
        Case(
            testDescription: "six faces of \(size)",
            projection: .cubemap(size: size),
            direction: { face, column, row in
                let face = CubeFace(rawValue: face) ?? .front
                return face.direction(u: (2 * column + 1) / Double(size) - 1, v: (2 * row + 1) / Double(size) - 1)
            },
            texel: 2 / Double(size)
        )
    }

    static let crop = Case(
        testDescription: "crop of a panorama",
        projection: .equirectangular(
            EquirectangularRegion(width: 400, height: 200, fullWidth: 800, fullHeight: 400, left: 100, top: 60)
        ),
        direction: { _, column, row in
            let (yaw, pitch) = (radians((column + 100.5) * 0.45 - 180), radians(90 - (row + 60.5) * 0.45))
            return SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
        },
        texel: 2 * .pi / 800
    )

    static let cylinder = Case(
        testDescription: "cylinder",
        projection: .cylindrical(Cylinder(width: 600, height: 300, fieldOfViewDeg: 270, horizon: 120)),
        direction: { _, column, row in
            let radius = 600 / radians(270)
            let yaw = (column + 0.5 - 300) / radius
            return SIMD3(sin(yaw), (120 - row - 0.5) / radius, -cos(yaw))
        },
        texel: radians(270) / 600
    )

    static let turn = Case(
        testDescription: "cylinder all round",
        projection: .cylindrical(Cylinder(width: 800, height: 300, fieldOfViewDeg: 360)),
        direction: { _, column, row in
            let yaw = radians((column + 0.5 - 400) * 0.45)
            return SIMD3(sin(yaw), (150 - row - 0.5) * radians(0.45), -cos(yaw))
        },
        texel: radians(0.45)
    )

    static func sampler(_ source: Case, rate: Double) -> SourceSampler {
        let size = source.projection.pictureSize
        let count = if case .cubemap = source.projection { 6 } else { 1 }
        let pictures = (0..<count).map { index in
            picture(size.width, size.height) { colour(source.direction(index, Double($0), Double($1)), rate) }
        }
        return SourceSampler(pictures, projection: source.projection)
    }

    /// The largest difference, in levels, of what tiles show and what they should, two texels and more from any edge.
    static func largestError(_ source: Case, rate: Double, level: Int) -> (error: Double, read: Int) {
        let sampler = sampler(source, rate: rate)
        let pyramid = Pyramid(faceSize: source.projection.faceSize, largestTileSize: 128)
        let size = pyramid.faceSize(level: level)
        let border = 2 * Double(pyramid.faceSize) / Double(size)
        let (width, height) = source.projection.pictureSize
        var result = (error: 0.0, read: 0)
        for address in source.projection.coverage(of: pyramid).addresses(level: level) {
            let tile = sampler.tile(address, of: pyramid)
            for row in 0..<tile.height {
                for column in 0..<tile.width {
                    let direction = Sphere.direction(
                        face: address.face,
                        column: address.column * tile.width + column,
                        row: address.row * tile.height + row,
                        size: size
                    )
                    guard let place = source.projection.position(of: direction) else { continue }
                    let beside = min(place.column, Double(width) - 1 - place.column)
                    let above = min(place.row, Double(height) - 1 - place.row)
                    let isFarIn = above > border && (beside > border || source.projection.isTurn)
                    guard isFarIn || source.projection.showsAll else { continue }
                    let wanted = waves(direction, rate)
                    let shown = tile[column, row]
                    let errors = (0..<3).map { abs(Double(shown[$0]) - wanted[$0]) }
                    result.error = max(result.error, errors.max() ?? 0)
                    result.read += 1
                }
            }
        }
        return result
    }

    /// A wave of 16 texels: 39 levels a texel where it is steepest. Rounding twice and the filter account for two levels.
    @Test(arguments: cases) func `every texel shows its direction`(source: Case) {
        let pyramid = Pyramid(faceSize: source.projection.faceSize, largestTileSize: 128)
        let result = Self.largestError(source, rate: 2 * .pi / (16 * source.texel), level: pyramid.levelCount - 1)
        print("\(source.testDescription): at most \(result.error / 39) texels off, \(result.read) read")
        #expect(result.read > 30_000)
        #expect(result.error < 3)
    }

    /// A wave of 64 texels of the picture, so that halving it in linear light changes nothing to speak of.
    @Test(arguments: cases, [0, 1]) func `every level shows its direction`(source: Case, level: Int) {
        let result = Self.largestError(source, rate: 2 * .pi / (64 * source.texel), level: level)
        #expect(result.read > 1000)
        #expect(result.error < 4)
    }

    @Test func `six faces of the wanted size are copied`() {
        let source = Self.cubemap(256)
        let pictures = CubeFace.allCases.map { face in
            Self.picture(256, 256) { SIMD4(UInt8($0), UInt8($1), UInt8(40 * face.rawValue), 255) }
        }
        let sampler = SourceSampler(pictures, projection: source.projection)
        let pyramid = Pyramid(tileSize: 128, levelCount: 2)
        for address in pyramid.addresses.filter({ $0.level == 1 }) {
            let tile = sampler.tile(address, of: pyramid)
            let (left, top) = (address.column * 128, address.row * 128)
            let picture = pictures[address.face.rawValue]
            #expect(
                (0..<128).allSatisfy { row in (0..<128).allSatisfy { tile[$0, row] == picture[left + $0, top + row] } }
            )
        }
    }

    @Test(arguments: cases) func `a constant stays itself, black beyond it, nothing brighter between`(source: Case) {
        let size = source.projection.pictureSize
        let colour = SIMD4<UInt8>(200, 100, 30, 255)
        let count = if case .cubemap = source.projection { 6 } else { 1 }
        let pictures = Array(repeating: Self.picture(size.width, size.height) { _, _ in colour }, count: count)
        let sampler = SourceSampler(pictures, projection: source.projection)
        let pyramid = Pyramid(tileSize: 112, levelCount: 3)
        var shades: [SIMD4<UInt8>: Int] = [:]
        for address in source.projection.coverage(of: pyramid).addresses {
            let tile = sampler.tile(address, of: pyramid)
            for row in 0..<112 { for column in 0..<112 { shades[tile[column, row], default: 0] += 1 } }
        }
        #expect(shades.keys.allSatisfy { $0.x <= 200 && $0.y <= 100 && $0.z <= 30 && $0.w == 255 })
        #expect((shades[colour] ?? 0) > 5000)
        if source.projection.showsAll {
            #expect(shades.count == 1)
        } else {
            // Between the colour and black: sixteenths of the colour.
            #expect((shades[SIMD4(0, 0, 0, 255)] ?? 0) > 1000)
            #expect(shades.count <= 17)
        }
    }

    @Test(arguments: [90, 130, 200, 300]) func `fewer pixels bring no patterns`(faceSize: Int) {
        let view = RectilinearView(width: 1024, height: 1024, pose: Pose(), fieldOfViewDeg: 90)
        let stripes = Self.picture(1024, 1024) { column, _ in
            column % 3 == 0 ? SIMD4(255, 255, 255, 255) : SIMD4(0, 0, 0, 255)
        }
        let sampler = SourceSampler([stripes], projection: .rectilinear(view))
        let pyramid = Pyramid(faceSize: faceSize)
        let tile = sampler.tile(TileAddress(level: 0, face: .front, row: 0, column: 0), of: pyramid)
        let inside = 4..<tile.width - 4
        let values = inside.flatMap { row in inside.map { Double(tile[$0, row].x) } }
        let mean = values.reduce(0, +) / Double(values.count)
        let deviation = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)).squareRoot()
        print("face of \(tile.width): deviation \(deviation)")
        #expect(deviation < 6)
    }
}
