import Foundation
import Panorama
import Testing

/// The signs of the GPano specification: heading "clockwise from north", pitch "above the horizon", and "as roll
/// increases, the horizon rotates counterclockwise in the image".
@Suite struct PoseTests {
    static let north = SIMD3<Double>(0, 0, -1)
    static let east = SIMD3<Double>(1, 0, 0)
    static let up = SIMD3<Double>(0, 1, 0)
    static let forward = SIMD3<Double>(0, 0, -1)
    static let right = SIMD3<Double>(1, 0, 0)

    static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    static func isNear(_ one: SIMD3<Double>, _ other: SIMD3<Double>, within error: Double = 1e-14) -> Bool {
        ((one - other) * (one - other)).sum().squareRoot() < error
    }

    @Test func `heading turns the centre clockwise from north`() {
        let pose = Pose(headingDeg: 90).rotation
        #expect(pose(Self.forward) == Self.east)
        #expect(pose(Self.up) == Self.up)
        let slight = Pose(headingDeg: 10).rotation
        #expect(Self.isNear(slight(Self.forward), [sin(Self.radians(10)), 0, -cos(Self.radians(10))]))
    }

    @Test func `pitch lifts the centre above the horizon`() {
        let pose = Pose(pitchDeg: 30).rotation
        #expect(Self.isNear(pose(Self.forward), [0, 0.5, -cos(Self.radians(30))]))
        #expect(pose(Self.right) == Self.right)
        // Turned east, the centre lies above the east.
        #expect(
            Self.isNear(Pose(headingDeg: 90, pitchDeg: 30).rotation(Self.forward), [cos(Self.radians(30)), 0.5, 0])
        )
    }

    @Test func `roll turns the horizon counter-clockwise in the picture`() {
        let toPicture = Pose(rollDeg: 20).rotation.inverse
        // The horizon to the right of the picture's centre: east of north, level.
        let seen = toPicture([sin(Self.radians(10)), 0, -cos(Self.radians(10))])
        #expect(seen.x > 0 && seen.y > 0, "the right end of the horizon has to rise")
        #expect(abs(atan2(seen.y, seen.x) - Self.radians(20)) < 1e-14)
        #expect(toPicture(Self.north) == Self.forward)
        // The camera's right side sank.
        #expect(Pose(rollDeg: 20).rotation(Self.right).y < 0)
    }

    /// Roll happens about the axis that heading and pitch have turned, pitch about the one that heading has.
    @Test func `rolls first, then pitches, then turns`() {
        let pose = Pose(headingDeg: 90, pitchDeg: 45, rollDeg: 90).rotation
        let half = 0.5.squareRoot()
        #expect(Self.isNear(pose(Self.forward), [half, half, 0]))
        // Rolled by 90°, the camera's right points where its bottom did.
        #expect(Self.isNear(pose(Self.right), [half, -half, 0]))
        #expect(Self.isNear(pose(Self.up), [0, 0, 1]))
    }

    @Test(arguments: [(0.0, 0.0, 0.0), (10, -80, 33), (-170, 45, 179), (180, 89.9, -20), (90, -90, 0), (-40, 90, 0)])
    func `is found again from its rotation`(heading: Double, pitch: Double, roll: Double) {
        let pose = Pose(headingDeg: heading, pitchDeg: pitch, rollDeg: roll)
        let found = Pose(pose.rotation)
        #expect(abs((found.headingDeg - heading).remainder(dividingBy: 360)) < 1e-9)
        #expect(abs(found.pitchDeg - pitch) < 1e-9)
        #expect(abs(found.rollDeg - roll) < 1e-9)
    }

    /// Straight up, heading and roll turn about the same axis.
    @Test func `a rotation at a pole has a pose all the same`() {
        let rotation = Pose(headingDeg: 30, pitchDeg: 90, rollDeg: 50).rotation
        let found = Pose(rotation)
        for axis in [Self.forward, Self.right, Self.up] {
            #expect(Self.isNear(found.rotation(axis), rotation(axis), within: 1e-12))
        }
    }

    @Test(arguments: [-725.0, -360, -181, -90, -45, -1e-9, 0, 0.1, 30, 44.99, 45, 60, 89, 90, 135, 224, 300, 1000])
    func `has the sine and cosine of libm`(degrees: Double) {
        let (sine, cosine) = sineAndCosine(degrees: degrees)
        let radians = Self.radians(degrees.remainder(dividingBy: 360))
        #expect(abs(sine - sin(radians)) < 1e-15)
        #expect(abs(cosine - cos(radians)) < 1e-15)
    }

    @Test func `knows the right angles exactly`() {
        #expect(sineAndCosine(degrees: 90) == (1, 0))
        #expect(sineAndCosine(degrees: 180) == (0, -1))
        #expect(sineAndCosine(degrees: -90) == (-1, 0))
        #expect(abs(tangent(degrees: 45) - 1) < 1e-15)
    }
}
