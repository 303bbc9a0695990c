/// What a full panorama, or a rectangle cut from one, shows: columns are yaw, rows are pitch.
///
/// Lengths are in the picture's own texels. The full panorama need not be a whole number of them: metadata survive when a
/// picture is scaled.
package struct EquirectangularRegion: Sendable, Hashable {
    /// Of the picture.
    package let width: Int
    package let height: Int
    /// Texels of a turn, and from pole to pole.
    package let fullWidth: Double
    package let fullHeight: Double
    /// Of the picture's left and top edge from those of the full panorama.
    package let left: Double
    package let top: Double
    /// How the picture's own sphere stands in the panorama: as that, unless it is given.
    package let pose: Pose
    let toOwn: Rotation

    package init(
        width: Int,
        height: Int,
        fullWidth: Double,
        fullHeight: Double,
        left: Double,
        top: Double,
        pose: Pose = Pose()
    ) {
        precondition(width > 0 && height > 0 && fullWidth > 0 && fullHeight > 0)
        self.width = width
        self.height = height
        self.fullWidth = fullWidth
        self.fullHeight = fullHeight
        self.left = left
        self.top = top
        self.pose = pose
        toOwn = pose.rotation.inverse
    }

    /// The same picture in another place.
    package func posed(_ pose: Pose) -> Self {
        Self(
            width: width,
            height: height,
            fullWidth: fullWidth,
            fullHeight: fullHeight,
            left: left,
            top: top,
            pose: pose
        )
    }

    /// The whole sphere.
    package init(width: Int, height: Int) {
        self.init(
            width: width,
            height: height,
            fullWidth: Double(width),
            fullHeight: Double(height),
            left: 0,
            top: 0
        )
    }

    /// Whether it shows all of the sphere.
    package var isWhole: Bool {
        Double(width) == fullWidth && Double(height) == fullHeight && left == 0 && top == 0
    }

    /// Whether its axis is the panorama's.
    package var isUpright: Bool { pose.pitchDeg == 0 && pose.rollDeg == 0 }

    /// The full panorama where the picture is all of it, as it is; then its sides adjoin each other.
    package var whole: Equirectangular? {
        isWhole && pose == Pose() ? Equirectangular(width: width, height: height) : nil
    }

    /// As `Equirectangular` has it, and as if the picture went on beyond its edges, to both sides equally far.
    func extendedPosition(of direction: SIMD3<Double>) -> SIMD2<Double> {
        let direction = toOwn(direction)
        let yaw = arcTangent(y: direction.x, x: -direction.z)
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        let pitch = arcTangent(y: direction.y, x: horizontal)
        return SIMD2(
            column(ofYaw: yaw, fullWidth: fullWidth, left: left, width: width),
            (0.5 - pitch / Double.pi) * fullHeight - 0.5 - top
        )
    }

    /// What is seen at a place, from the picture's top left corner: in the panorama's frame, of length 1; nil beyond the poles and
    /// more than a turn away.
    package func direction(x: Double, y: Double) -> SIMD3<Double>? {
        let (yawDeg, pitchDeg) = (((left + x) / fullWidth - 0.5) * 360, (0.5 - (top + y) / fullHeight) * 180)
        guard abs(yawDeg) <= 720, abs(pitchDeg) <= 90 else { return nil }
        let (yaw, pitch) = (sineAndCosine(degrees: yawDeg), sineAndCosine(degrees: pitchDeg))
        return pose.rotation(SIMD3(yaw.sine * pitch.cosine, pitch.sine, -yaw.cosine * pitch.cosine))
    }

    func mayShow(_ cap: SphericalCap) -> Bool {
        let cap = cap.turned(toOwn)
        let rowsPerRadian = fullHeight / Double.pi
        let first = fullHeight / 2 - top - (cap.pitch + cap.radius) * rowsPerRadian
        let last = first + 2 * cap.radius * rowsPerRadian
        return first < Double(height) && last > 0
            && mayShowColumns(of: cap, fullWidth: fullWidth, left: left, width: width)
    }
}

/// Of a panorama whose columns are yaw; of all columns a turn apart the one nearest to the picture's middle.
func column(ofYaw yaw: Double, fullWidth: Double, left: Double, width: Int) -> Double {
    let column = (yaw / (2 * Double.pi) + 0.5) * fullWidth - 0.5 - left
    let offset = column - (Double(width) - 1) / 2
    return column - (offset / fullWidth).rounded() * fullWidth
}

func mayShowColumns(of cap: SphericalCap, fullWidth: Double, left: Double, width: Int) -> Bool {
    guard let reach = cap.yawReach else { return true }
    let column = column(ofYaw: cap.yaw, fullWidth: fullWidth, left: left, width: width)
    return abs(column - (Double(width) - 1) / 2) < Double(width) / 2 + reach * fullWidth / (2 * Double.pi)
}
