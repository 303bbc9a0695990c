import Foundation
import Panorama
import TestSupport
import Testing

@Suite struct PhotoRegistrationTests {
    typealias Points = ControlPoints

    static func solve(_ pairs: [ControlPair], _ unknowns: PhotoUnknowns = []) throws -> PhotoRegistration {
        try PhotoRegistration.solve(pairs, width: 3000, height: 2000, unknowns: unknowns)
    }

    static func camera(_ view: RectilinearView) -> TrueCamera {
        var camera = TrueCamera(
            yawDeg: view.pose.headingDeg,
            pitchDeg: view.pose.pitchDeg,
            rollDeg: view.pose.rollDeg,
            fieldOfViewDeg: view.fieldOfViewDeg
        )
        (camera.shiftRight, camera.shiftUp) = (view.lens.shiftRight, view.lens.shiftUp)
        camera.distortion = view.lens.distortion
        return camera
    }

    @Test(arguments: Points.cameras) func `finds a camera from points without error`(camera: TrueCamera) throws {
        let registration = try Self.solve(Points.pairs(camera))
        #expect(registration.quality.verdict == .good)
        let found = try #require(registration.view.map(Self.camera))
        #expect(camera.turnDeg(to: found) < 1e-5)
        #expect(abs(found.fieldOfViewDeg - camera.fieldOfViewDeg) < 1e-7 * camera.fieldOfViewDeg)
        #expect(registration.quality.points.allSatisfy { $0.residualPx < 1e-5 && ($0.leaveOneOutPx ?? 1) < 1e-5 })
        #expect(registration.quality.points.allSatisfy { ($0.residualDeg ?? 1) < 1e-6 && $0.isUsed })
    }

    @Test(arguments: Points.cameras) func `finds shift and distortion where they are asked for`(camera: TrueCamera)
        throws
    {
        var shifted = camera
        (shifted.shiftRight, shifted.shiftUp) = (0.06, -0.14)
        let found = try #require(try Self.solve(Points.pairs(shifted), .shift).view.map(Self.camera))
        #expect(shifted.turnDeg(to: found) < 1e-3)
        #expect(abs(found.shiftRight - 0.06) < 1e-4 && abs(found.shiftUp + 0.14) < 1e-4)
        var bent = camera
        bent.distortion = -0.05
        let straightened = try #require(try Self.solve(Points.pairs(bent), .distortion).view.map(Self.camera))
        #expect(bent.turnDeg(to: straightened) < 1e-4)
        #expect(abs(straightened.distortion + 0.05) < 1e-4)
        (bent.shiftRight, bent.shiftUp) = (0.06, -0.14)
        let both = try #require(try Self.solve(Points.pairs(bent), [.shift, .distortion]).view.map(Self.camera))
        #expect(bent.turnDeg(to: both) < 0.01)
        #expect(bent.pictureTurnDeg(to: both) < 1e-4)
    }

    static let leastPoints: [(unknowns: PhotoUnknowns, least: Int, judged: Int)] = [
        ([], 2, 3), (.shift, 3, 4), (.distortion, 3, 4), ([.shift, .distortion], 4, 5), (.plane, 4, 5),
    ]

    /// Two points for four unknowns, three for six, four for seven and for a plane: there is a result, but nothing to judge it by.
    @Test(arguments: leastPoints)
    func `needs so many points, and one more for a verdict`(unknowns: PhotoUnknowns, least: Int, judged: Int) throws {
        let camera = TrueCamera(yawDeg: 20, pitchDeg: 4, rollDeg: 1, fieldOfViewDeg: 60)
        let places: [SIMD2<Double>] = [[200, 300], [2800, 1700], [300, 1800], [2600, 250], [1500, 900]]
        #expect(unknowns.leastPoints == least)
        for count in 0..<least {
            let registration = try Self.solve(Points.pairs(camera, at: Array(places.prefix(count))), unknowns)
            #expect(registration.quality.verdict == .notEnoughPoints(needed: least))
            #expect(registration.view == nil && registration.quality.points.isEmpty)
        }
        let exact = try Self.solve(Points.pairs(camera, at: Array(places.prefix(least))), unknowns)
        #expect(exact.quality.verdict == .notEnoughPoints(needed: judged))
        #expect(exact.view != nil)
        let enough = try Self.solve(Points.pairs(camera, at: Array(places.prefix(judged))), unknowns)
        #expect(enough.quality.verdict == .good)
    }

    /// Of the six every one in turn, in eight directions.
    @Test func `names one wrong point, and does without it`() throws {
        let camera = TrueCamera(yawDeg: 140, pitchDeg: 8, rollDeg: -2, fieldOfViewDeg: 45)
        for index in 0..<6 {
            for direction in 0..<8 {
                var pairs = Points.pairs(camera, noise: 1.5, seed: UInt64(8 * index + direction))
                let angle = Double(direction) * .pi / 4
                pairs[index].x = min(max(0, pairs[index].x + 200 * cos(angle)), 3000)
                pairs[index].y = min(max(0, pairs[index].y + 200 * sin(angle)), 2000)
                let registration = try Self.solve(pairs)
                #expect(registration.quality.verdict == .doubtful([index]))
                #expect(registration.quality.points.map(\.isUsed) == (0..<6).map { $0 != index })
                let found = try #require(registration.view.map(Self.camera))
                #expect(camera.turnDeg(to: found) < 0.2)
            }
        }
    }

    @Test func `names several wrong points among many`() throws {
        let camera = TrueCamera(yawDeg: -10, pitchDeg: 5, fieldOfViewDeg: 65)
        var pairs = Points.pairs(camera, at: Points.places(16, seed: 5), noise: 1.5, seed: 6)
        (pairs[2].x, pairs[7].y, pairs[11].x) = (3000 - pairs[2].x, 2000 - pairs[7].y, 0.3 * pairs[11].x)
        // The last points behind the camera.
        pairs[15].direction = -pairs[15].direction
        let registration = try Self.solve(pairs)
        #expect(registration.quality.verdict == .doubtful([2, 7, 11, 15]))
        let found = try #require(registration.view.map(Self.camera))
        #expect(camera.turnDeg(to: found) < 0.1)
    }

    /// A point 25 pixels off is not noise among points that are good to one and a half.
    @Test func `names a point that is off by little`() throws {
        let camera = TrueCamera(yawDeg: 3, fieldOfViewDeg: 40)
        var pairs = Points.pairs(camera, at: Points.places(10, seed: 3), noise: 1, seed: 4)
        pairs[4].x += 25
        #expect(try Self.solve(pairs).quality.verdict == .doubtful([4]))
    }

    @Test(arguments: 1...5) func `tells a photo that is the wrong way round`(seed: UInt64) throws {
        let camera = TrueCamera(yawDeg: 100, pitchDeg: 6, rollDeg: 3, fieldOfViewDeg: 30 + 8 * Double(seed))
        for unknowns: PhotoUnknowns in [[], .shift, .plane] {
            let pairs = Points.pairs(camera, noise: 1.5, seed: seed).map {
                ControlPair(x: 3000 - $0.x, y: $0.y, direction: $0.direction)
            }
            let registration = try Self.solve(pairs, unknowns)
            #expect(registration.quality.verdict == .mirrored)
            #expect(registration.view == nil)
        }
    }

    @Test func `tells points on a line and in a spot`() throws {
        let camera = TrueCamera(yawDeg: 20, fieldOfViewDeg: 60)
        let line: [SIMD2<Double>] = [
            [300, 500], [750, 700], [1200, 900], [1650, 1100], [2100, 1300], [2550, 1500],
        ]
        for unknowns: PhotoUnknowns in [[], .shift, [.shift, .distortion], .plane] {
            let onALine = try Self.solve(Points.pairs(camera, at: line, noise: 1), unknowns)
            #expect(onALine.quality.verdict == .collinear && onALine.view == nil)
            let spot = Points.spread.map { SIMD2(1400, 900) + $0 / 60 }
            #expect(try Self.solve(Points.pairs(camera, at: spot, noise: 1), unknowns).quality.verdict == .collinear)
        }
        // Three on a line and one beside it hold no homography.
        let four = Array(line.prefix(3)) + [SIMD2(2500, 300)]
        #expect(try Self.solve(Points.pairs(camera, at: four), .plane).view == nil)
    }

    /// A view camera's rising front, and a barrel, in a photo that is asked for neither.
    @Test func `tells a lens that is shifted or bends`() throws {
        var camera = TrueCamera(yawDeg: 20, pitchDeg: 10, fieldOfViewDeg: 70)
        camera.shiftUp = -0.2
        #expect(try Self.solve(Points.pairs(camera, noise: 1)).quality.verdict == .lens(.shift))
        #expect(try Self.solve(Points.pairs(camera, noise: 1), .shift).quality.verdict == .good)
        (camera.shiftUp, camera.distortion) = (0, -0.25)
        #expect(try Self.solve(Points.pairs(camera, noise: 1)).quality.verdict == .lens(.distortion))
        #expect(try Self.solve(Points.pairs(camera, noise: 1), .distortion).quality.verdict == .good)
    }

    @Test func `refuses what it cannot begin with`() {
        let pairs = Points.pairs(TrueCamera(fieldOfViewDeg: 50))
        func fault(_ change: (inout [ControlPair]) -> Void, _ unknowns: PhotoUnknowns = []) -> RegistrationError? {
            var changed = pairs
            change(&changed)
            do {
                _ = try PhotoRegistration.solve(changed, width: 3000, height: 2000, unknowns: unknowns)
                return nil
            } catch { return error }
        }
        #expect(fault { $0[1].x = -0.1 } == .outsidePicture(point: 1))
        #expect(fault { $0[5].y = 2000.5 } == .outsidePicture(point: 5))
        #expect(fault { $0[5].y = 2000 } == nil)
        #expect(fault { $0[2].y = .nan } == .notANumber(point: 2))
        #expect(fault { $0[2].direction = SIMD3() } == .notANumber(point: 2))
        #expect(fault { $0[2].direction.x = .infinity } == .notANumber(point: 2))
        #expect(fault { $0.append(ControlPair(x: 1, y: 1, yawDeg: .nan, pitchDeg: 0)) } == .notANumber(point: 6))
        #expect(fault { $0.append($0[3]) } == .repeated(point: 6, earlier: 3))
        #expect(fault { $0[4].direction = $0[0].direction } == .repeated(point: 4, earlier: 0))
        #expect(fault({ _ in }, [.plane, .shift]) == .planeWithLens)
        #expect(throws: RegistrationError.emptyPicture(width: 0, height: 2000)) {
            try PhotoRegistration.solve(pairs, width: 0, height: 2000)
        }
        for error: RegistrationError in [.notANumber(point: 0), .outsidePicture(point: 6), .planeWithLens] {
            #expect(error.description.contains("; "))
        }
    }
}
