import Foundation
import Panorama
import TestSupport
import Testing

/// Lenses that are shifted or bend lines, and facades: against plain formulas with libm.
@Suite struct RectilinearTests {
    static func bent(distortion: Double) -> RectilinearView {
        RectilinearView(
            width: 400,
            height: 300,
            pose: Pose(headingDeg: 140, pitchDeg: 15, rollDeg: -8),
            lens: PhotoLens(fieldOfViewDeg: 80, shiftRight: 0.1, shiftUp: -0.2, distortion: distortion)
        )
    }

    /// Some homography near a camera that looks to the left.
    static let facade: RectilinearView = {
        let plane = PhotoPlane(x: [-170, 30, -340], y: [-130, -350, 40], w: [-0.9, 0.1, 0.1])
        return RectilinearView(width: 400, height: 300, plane: plane) ?? bent(distortion: 0)
    }()

    @Test(arguments: [(0.0, 0.0, 0.0), (0.12, -0.2, 0), (0, 0, -0.08), (-0.05, 0.3, 0.15), (0.6, 0, -0.02)])
    func `a lens draws as its formula says`(right: Double, up: Double, distortion: Double) {
        var camera = TrueCamera(yawDeg: -77, pitchDeg: 21, rollDeg: 12, fieldOfViewDeg: 66, width: 640, height: 480)
        (camera.shiftRight, camera.shiftUp, camera.distortion) = (right, up, distortion)
        let view = RectilinearView(
            width: 640,
            height: 480,
            pose: Pose(headingDeg: -77, pitchDeg: 21, rollDeg: 12),
            lens: PhotoLens(fieldOfViewDeg: 66, shiftRight: right, shiftUp: up, distortion: distortion)
        )
        for (column, row) in [(0.0, 0.0), (639, 479), (100, 300), (319.5, 239.5), (12, 470)] {
            guard let direction = camera.direction(at: SIMD2(column + 0.5, row + 0.5)) else {
                Issue.record("the plain camera shows nothing at \(column), \(row)")
                continue
            }
            SourceProjectionTests.expect(.rectilinear(view), shows: direction, at: (column, row))
            let back = view.direction(x: column + 0.5, y: row + 0.5) ?? SIMD3()
            let unit = direction / (direction * direction).sum().squareRoot()
            #expect(((back - unit) * (back - unit)).sum() < 1e-24)
        }
    }

    /// What a picture shows in its frame it shows in another where that stands in it, whatever kind it is.
    @Test(arguments: [
        SourceProjection.rectilinear(bent(distortion: -0.05)), .rectilinear(facade),
        .cylindrical(
            Cylinder(width: 500, height: 200, fieldOfViewDeg: 120, pose: Pose(headingDeg: -60, pitchDeg: 4, rollDeg: 2))
        ),
        .equirectangular(EquirectangularRegion(width: 400, height: 200).posed(Pose(headingDeg: 100, rollDeg: -7))),
    ]) func `a picture lies in another frame as that stands`(projection: SourceProjection) throws {
        let frame = TrueCamera(yawDeg: 71, pitchDeg: -22, rollDeg: 13, fieldOfViewDeg: 50).axes
        let turned = try #require(projection.turned(Pose(headingDeg: 71, pitchDeg: -22, rollDeg: 13)))
        var seen = 0
        for step in 0..<400 {
            // Spread all over the sphere.
            let (y, angle) = (1 - (2 * Double(step) + 1) / 400, Double(step) * 2.399963)
            let level = (1 - y * y).squareRoot()
            let own = SIMD3(level * sin(angle), y, -level * cos(angle))
            let place = projection.position(of: own)
            let other = turned.position(of: own.x * frame.right + own.y * frame.up - own.z * frame.forward)
            #expect((place == nil) == (other == nil))
            guard let place, let other else { continue }
            seen += 1
            #expect(abs(place.column - other.column) < 1e-7 && abs(place.row - other.row) < 1e-7)
        }
        #expect(seen > 10)
        #expect(projection.turned(Pose()) == projection)
    }

    /// A barrel's polynomial turns back at r = 1 / √(-3 k); what lies beyond would be drawn once more on the way back.
    @Test func `a barrel shows nothing twice`() {
        let view = RectilinearView(
            width: 1000,
            height: 1000,
            pose: Pose(),
            lens: PhotoLens(fieldOfViewDeg: 120, distortion: -0.5)
        )
        let reach = atan((1 / 1.5).squareRoot())
        var last = -1.0
        for step in 0..<900 {
            let angle = Double(step) * 0.1 * .pi / 180
            let position = SourceProjection.rectilinear(view).extendedPosition(of: [sin(angle), 0, -cos(angle)])
            #expect((position == nil) == (angle > reach))
            guard let position else { continue }
            #expect(position.column > last)
            last = position.column
        }
        // Farther from the middle than anything is drawn.
        #expect(view.direction(x: 999, y: 500) == nil)
        #expect(view.direction(x: 600, y: 500) != nil)
    }

    @Test func `a facade is drawn by its rows`() {
        let facade = Self.facade
        guard let plane = facade.plane else { return #expect(Bool(false), "no homography") }
        var seen = 0
        for yaw in stride(from: -180.0, to: 180, by: 5) {
            for pitch in stride(from: -85.0, to: 90, by: 5) {
                let direction = SourceProjectionTests.direction(yaw: yaw * .pi / 180, pitch: pitch * .pi / 180)
                let (x, y, w) = (
                    (plane.x * direction).sum(), (plane.y * direction).sum(), (plane.w * direction).sum()
                )
                let position = SourceProjection.rectilinear(facade).extendedPosition(of: direction)
                #expect((position != nil) == (w > 0))
                guard let position, w > 0.01 else { continue }
                seen += 1
                #expect(abs(position.column + 0.5 - x / w) < 1e-9 * (1 + abs(x / w)))
                #expect(abs(position.row + 0.5 - y / w) < 1e-9 * (1 + abs(y / w)))
                let back = facade.direction(x: x / w, y: y / w) ?? SIMD3()
                #expect(((back - direction) * (back - direction)).sum() < 1e-20)
            }
        }
        #expect(seen > 500)
    }

    /// The homography of a camera is that camera.
    @Test func `a camera's own homography has its pose and field of view`() {
        let camera = TrueCamera(yawDeg: 33, pitchDeg: -12, rollDeg: 5, fieldOfViewDeg: 47)
        let (forward, right, up) = camera.axes
        let plane = PhotoPlane(
            x: 2 * (camera.focal * right + 1500 * forward),
            y: 2 * (-camera.focal * up + 1000 * forward),
            w: 2 * forward
        )
        guard let view = RectilinearView(width: 3000, height: 2000, plane: plane) else {
            return #expect(Bool(false), "no view")
        }
        #expect(abs(view.fieldOfViewDeg - 47) < 1e-9)
        #expect(abs(view.pose.headingDeg - 33) < 1e-9)
        #expect(abs(view.pose.pitchDeg + 12) < 1e-9)
        #expect(abs(view.pose.rollDeg - 5) < 1e-9)
        let mirrored = PhotoPlane(x: 3000 * plane.w - plane.x, y: plane.y, w: plane.w)
        #expect(RectilinearView(width: 3000, height: 2000, plane: mirrored) == nil)
        for broken in [SIMD3<Double>(), SIMD3(.nan, 0, 0), SIMD3(.infinity, 1, 1), SIMD3(1e200, 1e200, -1e200)] {
            #expect(
                RectilinearView(width: 30, height: 20, plane: PhotoPlane(x: broken, y: plane.y, w: plane.w)) == nil
            )
        }
    }
}
