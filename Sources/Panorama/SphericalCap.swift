/// A round part of the sphere.
struct SphericalCap {
    /// Unit vector.
    let centre: SIMD3<Double>
    /// Radians, below π/2.
    let radius: Double

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

/// Between two directions, radians.
private func angle(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
    let cross = SIMD3(
        one.y * other.z - one.z * other.y,
        one.z * other.x - one.x * other.z,
        one.x * other.y - one.y * other.x
    )
    return arcTangent(y: length(cross), x: (one * other).sum())
}
