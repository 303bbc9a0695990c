import Foundation
import Panorama
import TestSupport
import Testing

/// Cylinders and panoramas, by plain formulas.
@Suite struct PanoramaRegistrationTests {
    /// A picture of 6000 x 1200 on a cylinder that leans.
    static func cylinderPairs(
        _ axes: TrueCamera,
        fieldOfViewDeg: Double,
        horizon: Double,
        count: Int = 8,
        noise: Double = 0,
        seed: UInt64 = 1
    ) -> [ControlPair] {
        var random = SplitMix64(state: seed)
        let radius = 6000 / (fieldOfViewDeg * .pi / 180)
        let (forward, right, up) = axes.axes
        return (0..<count).map { index in
            let x = 6000 * (Double(index) + random.uniform(0.1...0.9)) / Double(count)
            let y = 1200 * random.uniform(0.05...0.95)
            let yaw = (x - 3000) / radius
            let direction = sin(yaw) * right + cos(yaw) * forward + (horizon - y) / radius * up
            return ControlPair(x: x + noise * random.normal(), y: y + noise * random.normal(), direction: direction)
        }
    }

    @Test(arguments: [(140.0, 410.0), (360, 600), (90, 700), (250, 100)])
    func `finds field of view, horizon and tilt of a cylinder`(fieldOfViewDeg: Double, horizon: Double) throws {
        let truth = TrueCamera(yawDeg: -130, pitchDeg: 2.5, rollDeg: -1.5, fieldOfViewDeg: 90)
        let pairs = Self.cylinderPairs(truth, fieldOfViewDeg: fieldOfViewDeg, horizon: horizon)
        let registration = try CylinderRegistration.solve(pairs, width: 6000, height: 1200)
        #expect(registration.quality.verdict == .good)
        let cylinder = try #require(registration.cylinder)
        #expect(abs(6000 * 360 / cylinder.fullWidth - fieldOfViewDeg) < 1e-5)
        #expect(abs(cylinder.horizon - horizon) < 1e-2)
        let (found, expected) = (cylinder.pose, truth)
        #expect(abs(found.headingDeg - expected.yawDeg) < 1e-4)
        #expect(abs(found.pitchDeg - expected.pitchDeg) < 1e-4 && abs(found.rollDeg - expected.rollDeg) < 1e-4)
        #expect(registration.quality.points.allSatisfy { $0.residualPx < 1e-4 && ($0.residualDeg ?? 1) < 1e-5 })
    }

    @Test func `finds an upright cylinder from two points`() throws {
        let truth = TrueCamera(yawDeg: 77, fieldOfViewDeg: 90)
        let pairs = Self.cylinderPairs(truth, fieldOfViewDeg: 150, horizon: 600, count: 2)
        let upright = KnownCylinder(horizon: 600, isUpright: true)
        let registration = try CylinderRegistration.solve(pairs, width: 6000, height: 1200, known: upright)
        let cylinder = try #require(registration.cylinder)
        #expect(cylinder.isUpright && cylinder.horizon == 600)
        #expect(abs(cylinder.pose.headingDeg - 77) < 1e-4)
        #expect(abs(6000 * 360 / cylinder.fullWidth - 150) < 1e-4)
        let lower = Self.cylinderPairs(truth, fieldOfViewDeg: 150, horizon: 450, count: 4)
        let lying = KnownCylinder(isUpright: true)
        let found = try CylinderRegistration.solve(lower, width: 6000, height: 1200, known: lying)
        #expect(found.quality.verdict == .good)
        #expect(abs((found.cylinder?.horizon ?? 0) - 450) < 1e-3)
        let few = try CylinderRegistration.solve(Array(pairs.prefix(1)), width: 6000, height: 1200, known: upright)
        #expect(few.cylinder == nil && few.quality.verdict == .notEnoughPoints(needed: 2))
    }

    /// Two points, where three would be needed of a cylinder of which nothing is known; and what is given stays to the last digit.
    @Test func `holds what is known of a cylinder, so that two points do`() throws {
        let known = KnownCylinder(fieldOfViewDeg: 140, horizon: 410)
        let truth = TrueCamera(yawDeg: -130, pitchDeg: 2.5, rollDeg: -1.5, fieldOfViewDeg: 90)
        let pairs = Self.cylinderPairs(truth, fieldOfViewDeg: 140, horizon: 410, count: 2)
        let registration = try CylinderRegistration.solve(pairs, width: 6000, height: 1200, known: known)
        #expect(registration.quality.verdict == .notEnoughPoints(needed: 3))
        let cylinder = try #require(registration.cylinder)
        #expect(cylinder.horizon == 410 && abs(6000 * 360 / cylinder.fullWidth - 140) < 1e-6)
        #expect(abs(cylinder.pose.headingDeg + 130) < 1e-5)
        #expect(abs(cylinder.pose.pitchDeg - 2.5) < 1e-5 && abs(cylinder.pose.rollDeg + 1.5) < 1e-5)
        let solved = registration.quality.parameters.map(\.name)
        #expect(solved == [.yawDeg, .pitchDeg, .rollDeg])
        #expect(known.leastPoints == 2 && KnownCylinder().leastPoints == 3)
    }

    /// Where only one of both is known two points could be seen in more than one way.
    @Test(arguments: [KnownCylinder(horizon: 410), KnownCylinder(fieldOfViewDeg: 140)])
    func `takes three points where a cylinder is half known`(known: KnownCylinder) throws {
        let truth = TrueCamera(yawDeg: -130, pitchDeg: 2.5, rollDeg: -1.5, fieldOfViewDeg: 90)
        let pairs = Self.cylinderPairs(truth, fieldOfViewDeg: 140, horizon: 410, count: 3)
        let few = try CylinderRegistration.solve(Array(pairs.prefix(2)), width: 6000, height: 1200, known: known)
        #expect(few.cylinder == nil && few.quality.verdict == .notEnoughPoints(needed: 3))
        let registration = try CylinderRegistration.solve(pairs, width: 6000, height: 1200, known: known)
        #expect(registration.quality.verdict == .good)
        let cylinder = try #require(registration.cylinder)
        #expect(abs(cylinder.horizon - 410) < 1e-2 && abs(6000 * 360 / cylinder.fullWidth - 140) < 1e-5)
        #expect(abs(cylinder.pose.headingDeg + 130) < 1e-4)
        #expect(abs(cylinder.pose.pitchDeg - 2.5) < 1e-3 && abs(cylinder.pose.rollDeg + 1.5) < 1e-3)
    }

    /// What noise makes of the horizon where it is asked for, it does not where that is given; and a wrong one is not hidden.
    @Test func `does not move what is known of a cylinder`() throws {
        let truth = TrueCamera(yawDeg: 20, pitchDeg: 1, rollDeg: 1, fieldOfViewDeg: 90)
        let pairs = Self.cylinderPairs(truth, fieldOfViewDeg: 100, horizon: 700, noise: 3)
        let free = try #require(CylinderRegistration.solve(pairs, width: 6000, height: 1200).cylinder)
        #expect(abs(free.horizon - 700) > 1 && abs(6000 * 360 / free.fullWidth - 100) > 1e-3)
        let known = KnownCylinder(fieldOfViewDeg: 100, horizon: 700)
        let held = try #require(CylinderRegistration.solve(pairs, width: 6000, height: 1200, known: known).cylinder)
        #expect(held.horizon == 700 && abs(6000 * 360 / held.fullWidth - 100) < 1e-9)
        let wrong = try CylinderRegistration.solve(
            pairs,
            width: 6000,
            height: 1200,
            known: KnownCylinder(fieldOfViewDeg: 90)
        )
        #expect(wrong.quality.verdict == .parallax)
    }

    @Test(arguments: 1...10) func `names a wrong point and a mirrored cylinder`(seed: UInt64) throws {
        let truth = TrueCamera(yawDeg: 170, pitchDeg: 1, rollDeg: 2, fieldOfViewDeg: 90)
        var pairs = Self.cylinderPairs(truth, fieldOfViewDeg: 200, horizon: 500, noise: 1.5, seed: seed)
        let mirrored = pairs.map { ControlPair(x: 6000 - $0.x, y: $0.y, direction: $0.direction) }
        #expect(try CylinderRegistration.solve(mirrored, width: 6000, height: 1200).quality.verdict == .mirrored)
        pairs[3].x += 200
        let registration = try CylinderRegistration.solve(pairs, width: 6000, height: 1200)
        #expect(registration.quality.verdict == .doubtful([3]))
        #expect(abs((registration.cylinder?.pose.headingDeg ?? 0) - 170) < 0.2)
    }

    static func panoramaPairs(_ axes: TrueCamera, count: Int = 6, noise: Double = 0, seed: UInt64 = 1) -> [ControlPair]
    {
        var random = SplitMix64(state: seed)
        let (forward, right, up) = axes.axes
        return (0..<count).map { _ in
            let (x, y) = (random.uniform(10...4000), random.uniform(300...1700))
            let (yaw, pitch) = ((x / 4096 - 0.5) * 2 * Double.pi, (0.5 - y / 2048) * Double.pi)
            let direction = cos(pitch) * (sin(yaw) * right + cos(yaw) * forward) + sin(pitch) * up
            return ControlPair(x: x + noise * random.normal(), y: y + noise * random.normal(), direction: direction)
        }
    }

    static let picture = EquirectangularRegion(width: 4096, height: 2048)

    @Test(arguments: ControlPoints.cameras) func `finds how a panorama stands`(truth: TrueCamera) throws {
        let registration = try PanoramaRegistration.solve(Self.panoramaPairs(truth), picture: Self.picture)
        #expect(registration.quality.verdict == .good)
        let pose = try #require(registration.pose)
        let found = TrueCamera(
            yawDeg: pose.headingDeg,
            pitchDeg: pose.pitchDeg,
            rollDeg: pose.rollDeg,
            fieldOfViewDeg: truth.fieldOfViewDeg
        )
        #expect(truth.turnDeg(to: found) < 1e-5)
        #expect(registration.quality.points.allSatisfy { $0.residualPx < 1e-6 })
    }

    @Test(arguments: 1...10) func `names a wrong point, a mirrored panorama and another place`(seed: UInt64) throws {
        let truth = TrueCamera(yawDeg: 40, pitchDeg: -3, rollDeg: 5, fieldOfViewDeg: 90)
        var pairs = Self.panoramaPairs(truth, count: 8, noise: 1, seed: seed)
        let mirrored = pairs.map { ControlPair(x: 4096 - $0.x, y: $0.y, direction: $0.direction) }
        #expect(try PanoramaRegistration.solve(mirrored, picture: Self.picture).quality.verdict == .mirrored)
        var random = SplitMix64(state: seed)
        let aside = pairs.map {
            ControlPair(x: $0.x, y: $0.y, direction: random.uniform(5...30) * $0.direction + SIMD3(3, 0, 1))
        }
        #expect(try PanoramaRegistration.solve(aside, picture: Self.picture).quality.verdict == .parallax)
        pairs[2].y += 150
        let registration = try PanoramaRegistration.solve(pairs, picture: Self.picture)
        #expect(registration.quality.verdict == .doubtful([2]))
    }

    @Test func `needs two points of a panorama that are not opposite`() throws {
        let one = [ControlPair(x: 100, y: 900, yawDeg: 3, pitchDeg: 2)]
        let few = try PanoramaRegistration.solve(one, picture: Self.picture)
        #expect(few.pose == nil && few.quality.verdict == .notEnoughPoints(needed: 2))
        let opposite = [
            ControlPair(x: 1024, y: 1024, yawDeg: 10, pitchDeg: 0),
            ControlPair(x: 3072, y: 1024, yawDeg: -170, pitchDeg: 0),
        ]
        #expect(try PanoramaRegistration.solve(opposite, picture: Self.picture).pose == nil)
    }
}
