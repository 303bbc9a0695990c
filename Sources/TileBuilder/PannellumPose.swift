internal import Panorama

/// A camera's pose in Pannellum's terms: where ours is rolled first and then pitched, its own is pitched first and then rolled, and
/// the heading it has to its yaw makes up the difference.
struct PannellumPose: Equatable {
    /// Compass heading of yaw 0, 0 up to 360.
    let northOffsetDeg: Double
    let horizonPitchDeg: Double
    let horizonRollDeg: Double

    init(_ pose: Pose) {
        // Straight up as the camera sees it: forward, to its right, and above it.
        let up = Pose(headingDeg: 0, pitchDeg: pose.pitchDeg, rollDeg: pose.rollDeg).rotation.inverse([0, 1, 0])
        let (forward, right, above) = (-up.z, up.x, up.y)
        let upright = (forward * forward + above * above).squareRoot()
        horizonPitchDeg = degrees(arcTangent(y: forward, x: above))
        horizonRollDeg = degrees(arcTangent(y: -right, x: upright))
        // The yaw of the picture's middle: atan(sin roll · sin pitch / cos pitch) in these.
        let middle = degrees(arcTangent(y: -right * forward, x: above))
        let offset = (pose.headingDeg - middle).truncatingRemainder(dividingBy: 360)
        northOffsetDeg = offset < 0 ? offset + 360 : offset
    }
}

/// To a ten-thousandth.
private func degrees(_ angle: Double) -> Double { (angle * 180 / Double.pi * 10_000).rounded() / 10_000 }
