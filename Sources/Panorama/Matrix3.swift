/// A linear map of directions, by its columns.
struct Matrix3: Sendable, Hashable {
    /// Where the frame's axes come to lie.
    var x: SIMD3<Double>
    var y: SIMD3<Double>
    var z: SIMD3<Double>

    init(x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>) {
        (self.x, self.y, self.z) = (x, y, z)
    }

    init(_ rotation: Rotation) {
        self.init(x: rotation.x, y: rotation.y, z: rotation.z)
    }

    init(rows first: SIMD3<Double>, _ second: SIMD3<Double>, _ third: SIMD3<Double>) {
        self.init(
            x: SIMD3(first.x, second.x, third.x),
            y: SIMD3(first.y, second.y, third.y),
            z: SIMD3(first.z, second.z, third.z)
        )
    }

    func callAsFunction(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        vector.x * x + vector.y * y + vector.z * z
    }

    /// The product of its rows with a vector: where the planes of a picture lie in the panorama's frame.
    func transposed(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3((x * vector).sum(), (y * vector).sum(), (z * vector).sum())
    }

    var determinant: Double { (x * cross(y, z)).sum() }

    /// Nil where it has none.
    var inverse: Matrix3? {
        let determinant = determinant
        guard determinant.isFinite, determinant != 0 else { return nil }
        return Matrix3(
            rows: cross(y, z) / determinant,
            cross(z, x) / determinant,
            cross(x, y) / determinant
        )
    }
}

func cross(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
        one.y * other.z - one.z * other.y,
        one.z * other.x - one.x * other.z,
        one.x * other.y - one.y * other.x
    )
}
