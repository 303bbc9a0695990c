/// How a camera, or the panorama that it took, stood in the world: first rolled, then pitched, then turned.
///
/// The signs are those of the GPano metadata: heading clockwise from north, pitch of the picture's centre above the
/// horizon, and with growing roll the horizon turns counter-clockwise in the picture, for the camera's right side sank.
/// In the world's frame -z is north, +x east and +y up.
package struct Pose: Sendable, Hashable, Codable {
    package var headingDeg: Double
    package var pitchDeg: Double
    package var rollDeg: Double

    package init(headingDeg: Double = 0, pitchDeg: Double = 0, rollDeg: Double = 0) {
        self.headingDeg = headingDeg
        self.pitchDeg = pitchDeg
        self.rollDeg = rollDeg
    }

    /// From the camera's frame to the world's.
    package var rotation: Rotation {
        let (turn, lift, lean) = (
            sineAndCosine(degrees: headingDeg), sineAndCosine(degrees: pitchDeg), sineAndCosine(degrees: rollDeg)
        )
        let turned = Rotation(x: [turn.cosine, 0, turn.sine], y: [0, 1, 0], z: [-turn.sine, 0, turn.cosine])
        let lifted = Rotation(x: [1, 0, 0], y: [0, lift.cosine, lift.sine], z: [0, -lift.sine, lift.cosine])
        let leant = Rotation(x: [lean.cosine, -lean.sine, 0], y: [lean.sine, lean.cosine, 0], z: [0, 0, 1])
        return turned * lifted * leant
    }
}

extension Pose {
    /// The inverse of `rotation`. Looking straight up or down heading and roll are one turn, which then is the heading.
    package init(_ rotation: Rotation) {
        let forward = -rotation.z
        let level = (forward.x * forward.x + forward.z * forward.z).squareRoot()
        let isLevel = level > 1e-12
        let heading = isLevel ? arcTangent(y: forward.x, x: -forward.z) : arcTangent(y: rotation.x.z, x: rotation.x.x)
        let roll = isLevel ? arcTangent(y: -rotation.x.y, x: rotation.y.y) : 0
        let degrees = 180 / Double.pi
        self.init(
            headingDeg: heading * degrees,
            pitchDeg: arcTangent(y: forward.y, x: level) * degrees,
            rollDeg: roll * degrees
        )
    }
}

extension Pose {
    /// In the world, of what stands like `inner` in the frame of what stands like this.
    package func of(_ inner: Pose) -> Pose { Pose(rotation * inner.rotation) }
}
