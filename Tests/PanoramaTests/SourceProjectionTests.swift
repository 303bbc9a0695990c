import Foundation
import Panorama
import TestSupport
import Testing

/// Truth is written down a second time, with libm and from the definition of each projection.
@Suite struct SourceProjectionTests {
    static func direction(yaw: Double, pitch: Double) -> SIMD3<Double> {
        SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
    }

    static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    static func expect(
        _ projection: SourceProjection,
        shows direction: SIMD3<Double>,
        at place: (column: Double, row: Double),
        picture: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let position = projection.position(of: 3 * direction)
        #expect(position?.picture == picture, sourceLocation: sourceLocation)
        let error = max(abs((position?.column ?? .nan) - place.column), abs((position?.row ?? .nan) - place.row))
        #expect(error < 1e-8, sourceLocation: sourceLocation)
    }

    @Test func `a full panorama is where it always was`() {
        let full = EquirectangularRegion(width: 400, height: 200)
        let panorama = Equirectangular(width: 400, height: 200)
        #expect(full.whole == panorama)
        for yaw in stride(from: -179.0, to: 180, by: 7) {
            for pitch in stride(from: -89.0, to: 90, by: 7) {
                let direction = Self.direction(yaw: Self.radians(yaw), pitch: Self.radians(pitch))
                let position = SourceProjection.equirectangular(full).position(of: direction)
                #expect(position.map { SIMD2($0.column, $0.row) } == panorama.position(of: direction))
            }
        }
    }

    /// Columns 300 to 499 and rows 50 to 149 of a panorama of 1000 x 500.
    @Test func `a crop shows what it was cut from`() {
        let region = EquirectangularRegion(
            width: 200,
            height: 100,
            fullWidth: 1000,
            fullHeight: 500,
            left: 300,
            top: 50
        )
        #expect(region.whole == nil)
        let projection = SourceProjection.equirectangular(region)
        for (column, row) in [(0, 0), (199, 99), (17, 80), (100, 50)] {
            let yaw = ((Double(300 + column) + 0.5) / 1000 - 0.5) * 2 * Double.pi
            let pitch = (0.5 - (Double(50 + row) + 0.5) / 500) * Double.pi
            Self.expect(projection, shows: Self.direction(yaw: yaw, pitch: pitch), at: (Double(column), Double(row)))
        }
        for (column, row) in [(299, 60), (501, 60), (350, 49), (350, 151), (0, 0), (999, 499)] {
            let yaw = ((Double(column) + 0.5) / 1000 - 0.5) * 2 * Double.pi
            let pitch = (0.5 - (Double(row) + 0.5) / 500) * Double.pi
            #expect(projection.position(of: Self.direction(yaw: yaw, pitch: pitch)) == nil)
        }
    }

    @Test func `a crop goes on beyond the seam on the side where it is nearer`() {
        let region = EquirectangularRegion(width: 300, height: 500, fullWidth: 1000, fullHeight: 500, left: 0, top: 0)
        let projection = SourceProjection.equirectangular(region)
        let beyond = projection.extendedPosition(of: Self.direction(yaw: Self.radians(179.64), pitch: 0))
        #expect(abs((beyond?.column ?? 0) + 1.5) < 1e-8)
        #expect(projection.position(of: Self.direction(yaw: Self.radians(179.64), pitch: 0)) == nil)
    }

    /// A cylinder of radius r: to the right r · yaw, up r · tan pitch.
    @Test(arguments: [(360.0, 250.0), (180, 0), (90, -40), (20, 500)])
    func `a cylinder shows tangents of pitch`(fieldOfViewDeg: Double, horizon: Double) {
        let cylinder = Cylinder(width: 1600, height: 500, fieldOfViewDeg: fieldOfViewDeg, horizon: horizon)
        let radius = 1600 / Self.radians(fieldOfViewDeg)
        for (column, row) in [(0.0, 0.0), (1599, 499), (800, 250), (3, 400)] {
            let direction = Self.direction(
                yaw: (column + 0.5 - 800) / radius,
                pitch: atan((horizon - row - 0.5) / radius)
            )
            Self.expect(.cylindrical(cylinder), shows: direction, at: (column, row))
        }
        #expect(SourceProjection.cylindrical(cylinder).position(of: [0, 1, 0]) == nil)
        #expect(SourceProjection.cylindrical(cylinder).position(of: [0, -1, 0]) == nil)
    }

    @Test func `a photograph without a pose lies in the middle of the front face`() {
        let view = RectilinearView(width: 600, height: 400, pose: Pose(), fieldOfViewDeg: 90)
        let projection = SourceProjection.rectilinear(view)
        #expect(abs(view.focal - 300) < 1e-12)
        Self.expect(projection, shows: [0, 0, -1], at: (299.5, 199.5))
        Self.expect(projection, shows: [0.5, 0.25, -1], at: (449.5, 124.5))
        for direction: SIMD3<Double> in [[1.01, 0, -1], [0, 0.7, -1], [0, 0, 1], [1, 0, 0], [0, 1, 0]] {
            #expect(projection.position(of: direction) == nil)
        }
    }

    /// The camera's axes, built one turn after the other from the definition of heading, pitch and roll.
    @Test(arguments: [(0.0, 0.0, 0.0), (70, 0, 0), (-160, 25, 0), (10, -80, 33), (123, 45, -120)])
    func `a photograph lies where its pose says`(yaw: Double, pitch: Double, roll: Double) {
        let pose = Pose(headingDeg: yaw, pitchDeg: pitch, rollDeg: roll)
        let view = RectilinearView(width: 640, height: 480, pose: pose, fieldOfViewDeg: 65)
        let (yaw, pitch, roll) = (Self.radians(yaw), Self.radians(pitch), Self.radians(roll))
        let forward = Self.direction(yaw: yaw, pitch: pitch)
        let level = SIMD3(cos(yaw), 0, sin(yaw))
        let above = Self.direction(yaw: yaw, pitch: pitch + .pi / 2)
        let right = cos(roll) * level - sin(roll) * above
        let up = cos(roll) * above + sin(roll) * level
        let focal = 320 / tan(Self.radians(65 / 2))
        for (column, row) in [(0.0, 0.0), (639, 479), (100, 300), (319.5, 239.5)] {
            let direction = focal * forward + (column + 0.5 - 320) * right + (240 - row - 0.5) * up
            Self.expect(.rectilinear(view), shows: direction, at: (column, row))
        }
    }

    @Test(arguments: CubeFace.allCases) func `six pictures are the faces themselves`(face: CubeFace) {
        for (column, row) in [(0.0, 0.0), (63, 0), (0, 63), (63, 63), (20, 41)] {
            let direction = face.direction(u: (column + 0.5) / 32 - 1, v: (row + 0.5) / 32 - 1)
            Self.expect(.cubemap(size: 64), shows: direction, at: (column, row), picture: face.rawValue)
        }
    }

    @Test func `faces keep the resolution of the picture's middle`() {
        #expect(SourceProjection.equirectangular(EquirectangularRegion(width: 4096, height: 2048)).faceSize == 1304)
        let crop = EquirectangularRegion(width: 10, height: 10, fullWidth: 4096, fullHeight: 2048, left: 0, top: 0)
        #expect(SourceProjection.equirectangular(crop).faceSize == 1304)
        #expect(SourceProjection.cylindrical(Cylinder(width: 2048, height: 10, fieldOfViewDeg: 180)).faceSize == 1304)
        let view = RectilinearView(width: 500, height: 10, pose: Pose(headingDeg: 7), fieldOfViewDeg: 90)
        #expect(SourceProjection.rectilinear(view).faceSize == 500)
        #expect(SourceProjection.cubemap(size: 777).faceSize == 777)
    }
}

extension SourceProjectionTests {
    /// The cylinder's axes from the definition of heading, pitch and roll; on it r · yaw to the right, r · tan pitch up.
    @Test(arguments: [(0.0, 0.0, 0.0), (70, 0, 0), (-160, 5, -3), (10, -40, 33)])
    func `a cylinder leans as its pose says`(heading: Double, pitch: Double, roll: Double) {
        let pose = Pose(headingDeg: heading, pitchDeg: pitch, rollDeg: roll)
        let cylinder = Cylinder(width: 1600, height: 500, fieldOfViewDeg: 200, horizon: 180, pose: pose)
        let (forward, right, up) =
            TrueCamera(yawDeg: heading, pitchDeg: pitch, rollDeg: roll, fieldOfViewDeg: 90).axes
        let radius = 1600 / Self.radians(200)
        for (column, row) in [(0.0, 0.0), (1599, 499), (800, 250), (3, 400)] {
            let yaw = (column + 0.5 - 800) / radius
            let direction = sin(yaw) * right + cos(yaw) * forward + (180 - row - 0.5) / radius * up
            Self.expect(.cylindrical(cylinder), shows: direction, at: (column, row))
            let back = cylinder.direction(x: column + 0.5, y: row + 0.5) ?? SIMD3()
            let off = back - direction / (direction * direction).sum().squareRoot()
            #expect((off * off).sum() < 1e-24)
        }
        #expect((SourceProjection.cylindrical(cylinder).extent != nil) == (pose == Pose()))
    }

    @Test func `a crop tells what is seen at its pixels`() {
        let region = EquirectangularRegion(
            width: 200,
            height: 100,
            fullWidth: 1000,
            fullHeight: 500,
            left: 300,
            top: 50
        )
        for (x, y) in [(0.0, 0.0), (200, 100), (17.25, 80)] {
            let direction = region.direction(x: x, y: y) ?? SIMD3()
            let expected = Self.direction(
                yaw: ((300 + x) / 1000 - 0.5) * 2 * .pi,
                pitch: (0.5 - (50 + y) / 500) * .pi
            )
            #expect(((direction - expected) * (direction - expected)).sum() < 1e-28)
        }
        #expect(region.direction(x: 0, y: 451) == nil)
        #expect(region.direction(x: .nan, y: 0) == nil)
    }
}
