/// What a picture on a cylinder shows: columns are yaw about its axis, rows the tangent of pitch.
package struct Cylinder: Sendable, Hashable {
    /// Of the picture, in texels.
    package let width: Int
    package let height: Int
    /// Texels of a turn.
    package let fullWidth: Double
    /// Of the picture's left edge from the yaw of -180°, in texels.
    package let left: Double
    /// Texels from the picture's top edge down to the horizon; negative where all of it lies below.
    package let horizon: Double
    /// How the cylinder stands in the panorama: upright, unless it is given.
    package let pose: Pose
    let toCylinder: Rotation

    package init(
        width: Int,
        height: Int,
        fullWidth: Double,
        left: Double,
        horizon: Double,
        pose: Pose = Pose()
    ) {
        precondition(width > 0 && height > 0 && fullWidth > 0)
        self.width = width
        self.height = height
        self.fullWidth = fullWidth
        self.left = left
        self.horizon = horizon
        self.pose = pose
        toCylinder = pose.rotation.inverse
    }

    /// A picture about the cylinder's own yaw 0.
    ///
    /// - Parameters:
    ///   - fieldOfViewDeg: from its left edge to its right one, above 0 and at most 360.
    ///   - horizon: as above; nil for the middle of the picture.
    package init(width: Int, height: Int, fieldOfViewDeg: Double, horizon: Double? = nil, pose: Pose = Pose()) {
        let fullWidth = Double(width) * 360 / fieldOfViewDeg
        self.init(
            width: width,
            height: height,
            fullWidth: fullWidth,
            left: (fullWidth - Double(width)) / 2,
            horizon: horizon ?? Double(height) / 2,
            pose: pose
        )
    }

    /// The same picture in another place.
    package func posed(_ pose: Pose) -> Self {
        Self(width: width, height: height, fullWidth: fullWidth, left: left, horizon: horizon, pose: pose)
    }

    /// Texels from the axis to the cylinder.
    package var radius: Double { fullWidth / (2 * Double.pi) }

    /// Whether its axis is the panorama's.
    package var isUpright: Bool { pose.pitchDeg == 0 && pose.rollDeg == 0 }

    /// What is seen at a place, from the picture's top left corner: in the panorama's frame, of length 1; nil more than a turn
    /// away.
    package func direction(x: Double, y: Double) -> SIMD3<Double>? {
        let yawDeg = ((left + x) / fullWidth - 0.5) * 360
        guard abs(yawDeg) <= 720, y.isFinite else { return nil }
        let (sine, cosine) = sineAndCosine(degrees: yawDeg)
        return unit(pose.rotation(SIMD3(sine, (horizon - y) / radius, -cosine)))
    }

    /// As if the picture went on beyond its edges, to both sides equally far; nil straight up and down.
    func extendedPosition(of direction: SIMD3<Double>) -> SIMD2<Double>? {
        let direction = toCylinder(direction)
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        guard horizontal > 0 else { return nil }
        let yaw = arcTangent(y: direction.x, x: -direction.z)
        return SIMD2(
            column(ofYaw: yaw, fullWidth: fullWidth, left: left, width: width),
            horizon - radius * direction.y / horizontal - 0.5
        )
    }

    func mayShow(_ cap: SphericalCap) -> Bool {
        let cap = cap.turned(toCylinder)
        let highest = arcTangent(y: horizon, x: radius)
        let lowest = arcTangent(y: horizon - Double(height), x: radius)
        return cap.pitch - cap.radius < highest && cap.pitch + cap.radius > lowest
            && mayShowColumns(of: cap, fullWidth: fullWidth, left: left, width: width)
    }
}
