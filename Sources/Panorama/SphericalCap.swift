/// A round part of the sphere.
struct SphericalCap {
    /// Unit vector.
    let centre: SIMD3<Double>
    /// Radians, below π/2.
    let radius: Double

    /// As it lies in another frame.
    func turned(_ rotation: Rotation) -> Self { Self(centre: rotation(centre), radius: radius) }

    private init(centre: SIMD3<Double>, radius: Double) {
        self.centre = centre
        self.radius = radius
    }

    /// The smallest one about the middle of a square of a cube's face that contains all of it.
    ///
    /// - Parameters:
    ///   - u, v: the square's left and top, on a face that reaches from -1 to 1.
    ///   - side: of the square.
    init(face: CubeFace, u: Double, v: Double, side: Double) {
        let middle = face.direction(u: u + side / 2, v: v + side / 2)
        centre = middle / length(middle)
        // A cap is convex, so with the corners it contains the square.
        let centre = centre
        radius = [(u, v), (u + side, v), (u, v + side), (u + side, v + side)].reduce(0.0) { radius, corner in
            max(radius, angle(centre, face.direction(u: corner.0, v: corner.1)))
        }
    }

    /// Pitch of the centre, radians.
    var pitch: Double {
        arcTangent(y: centre.y, x: (centre.x * centre.x + centre.z * centre.z).squareRoot())
    }

    /// Yaw of the centre, radians.
    var yaw: Double { arcTangent(y: centre.x, x: -centre.z) }

    /// How far from the centre's yaw the cap reaches; nil where it holds a pole, and so every yaw.
    var yawReach: Double? {
        let (sine, cosine) = sineAndCosine(degrees: radius * 180 / Double.pi)
        let horizontal = centre.x * centre.x + centre.z * centre.z
        guard horizontal > sine * sine, cosine > 0 else { return nil }
        return arcTangent(y: sine, x: (horizontal - sine * sine).squareRoot())
    }
}

func length(_ vector: SIMD3<Double>) -> Double { (vector * vector).sum().squareRoot() }

/// Nil for what has no direction.
func unit(_ vector: SIMD3<Double>) -> SIMD3<Double>? {
    let length = length(vector)
    return length > 0 && length.isFinite ? vector / length : nil
}

/// Between two directions, radians.
func angle(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
    arcTangent(y: length(cross(one, other)), x: (one * other).sum())
}
