import Panorama
import Testing

@Suite struct TileCoverageTests {
    /// Strips and corners of a panorama, over the poles, at the seam, slivers.
    static let crops: [SourceProjection] = [
        crop(0, 0, 1000, 100), crop(0, 400, 1000, 100), crop(300, 200, 400, 100), crop(0, 0, 300, 500),
        crop(700, 100, 300, 300), crop(499, 249, 2, 2), crop(0, 200, 1000, 60), crop(100, 0, 60, 60),
        crop(990, 480, 10, 20),
    ]
    static let cylinders: [SourceProjection] = [
        cylinder(360, 150), cylinder(200, -100), cylinder(90, 300), cylinder(5, 20),
        leaning(200, 150, Pose(headingDeg: 100, pitchDeg: 20, rollDeg: -15)),
        leaning(360, 100, Pose(pitchDeg: -70, rollDeg: 10)), leaning(30, 150, Pose(headingDeg: -177)),
    ]
    static let views: [SourceProjection] = [
        view(Pose(), 90), view(Pose(headingDeg: 45), 60), view(Pose(headingDeg: 180, pitchDeg: 35, rollDeg: 20), 40),
        view(Pose(headingDeg: 10, pitchDeg: 90), 100), view(Pose(headingDeg: -100, pitchDeg: -60, rollDeg: 77), 170),
        view(Pose(headingDeg: 3, pitchDeg: 4, rollDeg: 5), 0.5), .rectilinear(RectilinearTests.bent(distortion: -0.3)),
        .rectilinear(RectilinearTests.bent(distortion: -2)), .rectilinear(RectilinearTests.bent(distortion: 0.4)),
        .rectilinear(RectilinearTests.facade),
    ]

    /// Of a panorama of 1000 x 500.
    static func crop(_ left: Double, _ top: Double, _ width: Int, _ height: Int) -> SourceProjection {
        let (fullWidth, fullHeight) = (1000.0, 500.0)
        return .equirectangular(
            EquirectangularRegion(
                width: width,
                height: height,
                fullWidth: fullWidth,
                fullHeight: fullHeight,
                left: left,
                top: top
            )
        )
    }

    static func cylinder(_ fieldOfViewDeg: Double, _ horizon: Double) -> SourceProjection {
        .cylindrical(Cylinder(width: 1000, height: 300, fieldOfViewDeg: fieldOfViewDeg, horizon: horizon))
    }

    static func leaning(_ fieldOfViewDeg: Double, _ horizon: Double, _ pose: Pose) -> SourceProjection {
        .cylindrical(
            Cylinder(width: 1000, height: 300, fieldOfViewDeg: fieldOfViewDeg, horizon: horizon, pose: pose)
        )
    }

    static func view(_ pose: Pose, _ fieldOfViewDeg: Double) -> SourceProjection {
        .rectilinear(RectilinearView(width: 300, height: 200, pose: pose, fieldOfViewDeg: fieldOfViewDeg))
    }

    /// Every texel of the finest level asked one by one.
    @Test(arguments: crops + cylinders + views) func `keeps just the tiles of which something is seen`(
        _ projection: SourceProjection
    ) {
        let pyramid = Pyramid(tileSize: 16, levelCount: 4)
        let coverage = projection.coverage(of: pyramid)
        var wanted: Set<TileAddress> = []
        for face in CubeFace.allCases {
            for row in 0..<128 {
                for column in 0..<128 {
                    let (u, v) = ((Double(column) + 0.5) / 64 - 1, (Double(row) + 0.5) / 64 - 1)
                    guard projection.position(of: face.direction(u: u, v: v)) != nil else { continue }
                    for level in 0..<4 {
                        let side = 16 << (3 - level)
                        wanted.insert(TileAddress(level: level, face: face, row: row / side, column: column / side))
                    }
                }
            }
        }
        #expect(coverage.addresses == wanted.sorted())
        #expect(coverage.count == wanted.count)
        #expect(!coverage.isWhole)
        #expect(pyramid.addresses.filter(coverage.contains) == wanted.sorted())
        #expect((0..<4).flatMap { coverage.addresses(level: $0) } == wanted.sorted())
    }

    @Test func `a photograph that is the front face covers no other`() {
        let view = RectilinearView(width: 500, height: 500, pose: Pose(), fieldOfViewDeg: 90)
        let coverage = SourceProjection.rectilinear(view).coverage(of: Pyramid(tileSize: 128, levelCount: 3))
        #expect(Set(coverage.addresses.map(\.face)) == [.front])
        #expect(coverage.count == 1 + 4 + 16)
    }

    @Test func `sources of the whole sphere have every tile`() {
        let pyramid = Pyramid(tileSize: 16, levelCount: 3)
        for projection in [.cubemap(size: 9), SourceProjection.equirectangular(.init(width: 64, height: 32))] {
            let coverage = projection.coverage(of: pyramid)
            #expect(coverage.isWhole && coverage.count == pyramid.totalTileCount)
            #expect(coverage.addresses == pyramid.addresses)
            #expect((0..<3).allSatisfy { coverage.bits(level: $0) == nil })
            #expect(coverage.contains(TileAddress(level: 2, face: .down, row: 3, column: 3)))
            #expect(!coverage.contains(TileAddress(level: 2, face: .down, row: 4, column: 3)))
            #expect(!coverage.contains(TileAddress(level: 3, face: .down, row: 0, column: 0)))
        }
    }

    /// A small photograph on a cube of 600,000 pixels a side.
    @Test func `goes down only where there is something`() {
        let view = RectilinearView(width: 300, height: 200, pose: Pose(headingDeg: 33), fieldOfViewDeg: 0.05)
        let projection = SourceProjection.rectilinear(view)
        let coverage = projection.coverage(of: Pyramid(faceSize: projection.faceSize))
        #expect(coverage.pyramid.levelCount > 10)
        #expect(coverage.count < 100)
    }

    @Test func `tells its tiles by bits`() {
        let tiles = [
            TileAddress(level: 0, face: .right, row: 0, column: 0),
            TileAddress(level: 0, face: .down, row: 0, column: 0),
            TileAddress(level: 1, face: .right, row: 1, column: 0),
            TileAddress(level: 1, face: .down, row: 0, column: 0),
            TileAddress(level: 1, face: .down, row: 0, column: 1),
        ]
        let coverage = TileCoverage(pyramid: Pyramid(tileSize: 16, levelCount: 2), tiles: tiles.shuffled())
        #expect(coverage?.addresses == tiles)
        // Faces f r b l u d; then the quarters of r and of d.
        #expect(coverage?.bits(level: 0) == [0b0100_0100])
        #expect(coverage?.bits(level: 1) == [0b0010_1100])
    }

    @Test func `a level of which nothing more is absent has no bits`() {
        let front = TileAddress(level: 0, face: .front, row: 0, column: 0)
        let coverage = TileCoverage(pyramid: Pyramid(tileSize: 16, levelCount: 2), tiles: [front] + front.quarters)
        #expect(coverage?.bits(level: 0) == [0b1000_0000])
        #expect(coverage?.bits(level: 1) == nil)
    }

    @Test func `refuses what is no part of a pyramid`() {
        let pyramid = Pyramid(tileSize: 16, levelCount: 2)
        let front = TileAddress(level: 0, face: .front, row: 0, column: 0)
        let orphan = TileAddress(level: 1, face: .left, row: 0, column: 0)
        let outside = TileAddress(level: 1, face: .front, row: 2, column: 0)
        let below = TileAddress(level: 2, face: .front, row: 0, column: 0)
        #expect(TileCoverage(pyramid: pyramid, tiles: [front, orphan]) == nil)
        #expect(TileCoverage(pyramid: pyramid, tiles: [front, outside]) == nil)
        #expect(TileCoverage(pyramid: pyramid, tiles: [front, below]) == nil)
        #expect(TileCoverage(pyramid: pyramid, tiles: [front, front]) == nil)
        #expect(TileCoverage(pyramid: pyramid, tiles: pyramid.addresses) == TileCoverage(whole: pyramid))
    }
}
