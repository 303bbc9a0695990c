/// What a picture on an upright cylinder shows: columns are yaw, rows the tangent of pitch.
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

    package init(width: Int, height: Int, fullWidth: Double, left: Double, horizon: Double) {
        precondition(width > 0 && height > 0 && fullWidth > 0)
        self.width = width
        self.height = height
        self.fullWidth = fullWidth
        self.left = left
        self.horizon = horizon
    }

    /// A picture about yaw 0.
    ///
    /// - Parameters:
    ///   - fieldOfViewDeg: from its left edge to its right one, above 0 and at most 360.
    ///   - horizon: as above; nil for the middle of the picture.
    package init(width: Int, height: Int, fieldOfViewDeg: Double, horizon: Double? = nil) {
        let fullWidth = Double(width) * 360 / fieldOfViewDeg
        self.init(
            width: width,
            height: height,
            fullWidth: fullWidth,
            left: (fullWidth - Double(width)) / 2,
            horizon: horizon ?? Double(height) / 2
        )
    }

    /// Texels from the axis to the cylinder.
    package var radius: Double { fullWidth / (2 * Double.pi) }

    /// As if the picture went on beyond its edges, to both sides equally far; nil straight up and down.
    func extendedPosition(of direction: SIMD3<Double>) -> SIMD2<Double>? {
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        guard horizontal > 0 else { return nil }
        let yaw = arcTangent(y: direction.x, x: -direction.z)
        return SIMD2(
            column(ofYaw: yaw, fullWidth: fullWidth, left: left, width: width),
            horizon - radius * direction.y / horizontal - 0.5
        )
    }

    func mayShow(_ cap: SphericalCap) -> Bool {
        let highest = arcTangent(y: horizon, x: radius)
        let lowest = arcTangent(y: horizon - Double(height), x: radius)
        return cap.pitch - cap.radius < highest && cap.pitch + cap.radius > lowest
            && mayShowColumns(of: cap, fullWidth: fullWidth, left: left, width: width)
    }
}
