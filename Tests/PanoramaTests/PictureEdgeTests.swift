import Foundation
import Panorama
import Testing

/// Where pictures end, and how fine they are, held to points that are placed one by one.
@Suite struct PictureEdgeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var projection: SourceProjection
    }

    static let cases = [
        Case(testDescription: "photograph", projection: photograph(Pose(headingDeg: 20, pitchDeg: 10, rollDeg: 5))),
        Case(
            testDescription: "over the zenith",
            projection: photograph(Pose(headingDeg: -70, pitchDeg: 80, rollDeg: 40))
        ),
        Case(
            testDescription: "shifted barrel",
            projection: photograph(
                Pose(headingDeg: 170, pitchDeg: -5, rollDeg: 2),
                PhotoLens(fieldOfViewDeg: 70, shiftRight: 0.05, shiftUp: 0.2, distortion: -0.1)
            )
        ),
        Case(
            testDescription: "pincushion",
            projection: photograph(Pose(), PhotoLens(fieldOfViewDeg: 60, distortion: 0.2))
        ),
        Case(
            testDescription: "tilted cylinder",
            projection: .cylindrical(
                Cylinder(
                    width: 900,
                    height: 300,
                    fieldOfViewDeg: 160,
                    horizon: 180,
                    pose: Pose(headingDeg: 40, pitchDeg: 12, rollDeg: -7)
                )
            )
        ),
        Case(
            testDescription: "askew strip",
            projection: .equirectangular(
                EquirectangularRegion(
                    width: 600,
                    height: 250,
                    fullWidth: 1400,
                    fullHeight: 700,
                    left: 300,
                    top: 120,
                    pose: Pose(headingDeg: -100, pitchDeg: -9, rollDeg: 14)
                )
            )
        ),
    ]

    static func photograph(_ pose: Pose, _ lens: PhotoLens = PhotoLens(fieldOfViewDeg: 60)) -> SourceProjection {
        .rectilinear(RectilinearView(width: 640, height: 480, pose: pose, lens: lens))
    }

    /// From the picture's definition.
    static func direction(_ projection: SourceProjection, _ x: Double, _ y: Double) -> SIMD3<Double>? {
        switch projection {
        case .rectilinear(let view): view.direction(x: x, y: y)
        case .cylindrical(let cylinder): cylinder.direction(x: x, y: y)
        case .equirectangular(let region): region.direction(x: x, y: y)
        case .cubemap: nil
        }
    }

    @Test(arguments: cases) func `places and directions are inverse`(one: Case) throws {
        let (width, height) = one.projection.pictureSize
        for step in 0..<400 {
            let (x, y) = (Double(step % 20) / 19 * Double(width), Double(step / 20) / 19 * Double(height))
            let direction = try #require(Self.direction(one.projection, x, y))
            let place = try #require(one.projection.extendedPosition(of: direction))
            #expect(abs(place.column + 0.5 - x) < 1e-6 && abs(place.row + 0.5 - y) < 1e-6)
        }
    }

    @Test(arguments: cases) func `outlines keep within a twentieth of a degree`(one: Case) throws {
        let lines = one.projection.outline()
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        let sides = zip(line, line.dropFirst() + line.prefix(1)).map { ($0, $1) }
        let (width, height) = (Double(one.projection.pictureSize.width), Double(one.projection.pictureSize.height))
        for step in 0..<300 {
            let t = Double(step) / 299
            for (x, y) in [(t * width, 0), (t * width, height), (0, t * height), (width, t * height)] {
                let direction = try #require(Self.direction(one.projection, x, y))
                let least = sides.map { Self.degrees(from: direction, toArc: $0.0, $0.1) }.min()
                #expect(try #require(least) < 0.05)
            }
        }
        // And no side is so long that lines drawn in another way would lie elsewhere.
        #expect(sides.allSatisfy { dot($0.0, $0.1) > cos(2.01 * .pi / 180) })
    }

    @Test func `a turn has a line above and one below, a whole sphere none`() {
        let turn = SourceProjection.cylindrical(Cylinder(width: 800, height: 200, fieldOfViewDeg: 360))
        let lines = turn.outline()
        #expect(lines.count == 2)
        for (line, pitch) in zip(lines, [1.0, -1.0]) {
            let wanted = pitch * atan(100 / (800 / (2 * Double.pi)))
            #expect(line.allSatisfy { abs(asin($0.y) - wanted) < 1e-9 })
            #expect(line.count >= 180)
        }
        #expect(SourceProjection.cubemap(size: 10).outline().isEmpty)
        #expect(SourceProjection.equirectangular(EquirectangularRegion(width: 200, height: 100)).outline().isEmpty)
    }

    /// Nothing inside lies farther from the edge than it is from the nearest of the picture's sides.
    @Test(arguments: cases) func `distances from the edge are those of the picture`(one: Case) {
        let edge = PictureEdge(one.projection)
        let (width, height) = (Double(one.projection.pictureSize.width), Double(one.projection.pictureSize.height))
        for step in 0..<400 {
            let (x, y) = (Double(step % 20) / 19 * width, Double(step / 20) / 19 * height)
            let sides = min(min(x, width - x), min(y, height - y))
            let distance = edge.distance(column: x - 0.5, row: y - 0.5)
            #expect(distance <= sides + 1e-9)
            if one.testDescription != "shifted barrel" { #expect(abs(distance - sides) < 1e-9) }
        }
        #expect(edge.distance(column: -1e9, row: -1e9) < 0)
    }

    @Test func `turns and poles are no edges`() {
        let turn = PictureEdge(.cylindrical(Cylinder(width: 800, height: 200, fieldOfViewDeg: 360)))
        #expect(turn.distance(column: 0, row: 99.5) == 100 && turn.distance(column: 400, row: 9.5) == 10)
        let whole = PictureEdge(.equirectangular(EquirectangularRegion(width: 200, height: 100)))
        #expect(whole.distance(column: 0, row: 0) == .infinity)
    }

    /// On faces of that size no texel is longer than one of the picture's, wherever that lies; and on much smaller ones some are.
    @Test(arguments: cases) func `finest faces lose no pixel`(one: Case) {
        guard case .equirectangular = one.projection else {
            let size = Int(one.projection.finestFaceSize.rounded(.up))
            #expect(Self.longestStep(one.projection, faceSize: size) < 1.01)
            #expect(Self.longestStep(one.projection, faceSize: size * 9 / 10) > 1.01)
            return
        }
        #expect(one.projection.finestFaceSize == Double(one.projection.faceSize))
    }

    /// From texel to texel, in the picture's.
    static func longestStep(_ projection: SourceProjection, faceSize: Int) -> Double {
        var longest = 0.0
        let (width, height) = (Double(projection.pictureSize.width), Double(projection.pictureSize.height))
        for step in 0..<2500 {
            let (x, y) = (Double(step % 50) / 49 * width, Double(step / 50) / 49 * height)
            guard let direction = direction(projection, x, y) else { continue }
            let (face, u, v) = CubeFace.facing(direction)
            let texel = 2 / Double(faceSize)
            guard let own = projection.extendedPosition(of: face.direction(u: u, v: v)),
                let right = projection.extendedPosition(of: face.direction(u: u + texel, v: v)),
                let below = projection.extendedPosition(of: face.direction(u: u, v: v + texel))
            else { continue }
            longest = max(longest, hypot(right.column - own.column, below.column - own.column))
            longest = max(longest, hypot(right.row - own.row, below.row - own.row))
        }
        return longest
    }

    @Test func `fine tiles are there where they show more, and their parents with them`() throws {
        let projection = Self.photograph(Pose(headingDeg: 40, pitchDeg: 30, rollDeg: 10))
        let pyramid = Pyramid(tileSize: 32, levelCount: 7)
        let coverage = TileCoverage(of: projection, in: pyramid, whole: 1, largestStep: 1.0625)
        let all = projection.coverage(of: pyramid)
        for level in 0...1 { #expect(coverage.addresses(level: level) == all.addresses(level: level)) }
        for level in 2..<7 {
            for tile in all.addresses(level: level) where !coverage.contains(tile) {
                // The level below is enough for all of the picture that lies there.
                let size = pyramid.faceSize(level: level - 1)
                let side = 2 / Double(pyramid.tileCount(level: level))
                for step in 0..<169 {
                    let (x, y) = (Double(step % 13) / 12, Double(step / 13) / 12)
                    let direction = tile.face.direction(
                        u: (Double(tile.column) + x) * side - 1,
                        v: (Double(tile.row) + y) * side - 1
                    )
                    guard projection.position(of: direction) != nil else { continue }
                    let needed = try #require(projection.faceSize(at: direction))
                    #expect(needed < Double(size) * 1.08)
                }
            }
        }
        #expect(coverage.count < all.count)
        let union = TileCoverage(union: [TileCoverage(whole: Pyramid(tileSize: 32, levelCount: 2)), coverage])
        #expect(union.addresses(level: 1).count == 24)
        for level in 2..<7 { #expect(union.addresses(level: level) == coverage.addresses(level: level)) }
        #expect(TileCoverage(pyramid: pyramid, tiles: union.addresses) == union)
    }

    private static func degrees(from direction: SIMD3<Double>, toArc one: SIMD3<Double>, _ other: SIMD3<Double>)
        -> Double
    {
        // Some points of the arc are near enough: it is short.
        (0...40).map { step in
            let point = one + (other - one) * (Double(step) / 40)
            return acos(min(1, dot(direction, point) / dot(point, point).squareRoot())) * 180 / .pi
        }.min() ?? 180
    }
}

private func dot(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double { (one * other).sum() }
