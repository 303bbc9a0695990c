extension CubeFace {
    /// Where a point of the face's plane lies in the view frame: x right, y up, -z forward.
    ///
    /// - Parameters:
    ///   - u: from -1 at the face's left edge to 1 at its right; beyond, the plane goes on.
    ///   - v: from -1 at the face's top edge to 1 at its bottom.
    /// - Returns: a point of the cube of half-side 1, not a unit vector.
    @inline(__always)
    package func direction(u: Double, v: Double) -> SIMD3<Double> {
        switch self {
        case .front: SIMD3(u, -v, -1)
        case .right: SIMD3(1, -v, u)
        case .back: SIMD3(-u, -v, 1)
        case .left: SIMD3(-1, -v, -u)
        case .up: SIMD3(u, 1, -v)
        case .down: SIMD3(u, -1, v)
        }
    }
}

extension CubeFace {
    /// The face on which a direction meets the cube, and where on it: the inverse of `direction(u:v:)`.
    package static func facing(_ direction: SIMD3<Double>) -> (face: CubeFace, u: Double, v: Double) {
        let (x, y, z) = (direction.x, direction.y, direction.z)
        if abs(z) >= abs(x), abs(z) >= abs(y) {
            return z <= 0 ? (.front, -x / z, y / z) : (.back, -x / z, -y / z)
        }
        if abs(x) >= abs(y) {
            return x > 0 ? (.right, z / x, -y / x) : (.left, z / x, y / x)
        }
        return y > 0 ? (.up, x / y, -z / y) : (.down, -x / y, -z / y)
    }
}
