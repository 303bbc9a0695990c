/// A turn of the view frame about the origin.
package struct Rotation: Sendable, Hashable {
    /// Where the frame's axes come to lie: right, up and backwards.
    let x: SIMD3<Double>
    let y: SIMD3<Double>
    let z: SIMD3<Double>

    package func callAsFunction(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        vector.x * x + vector.y * y + vector.z * z
    }

    package var inverse: Rotation {
        Rotation(x: SIMD3(x.x, y.x, z.x), y: SIMD3(x.y, y.y, z.y), z: SIMD3(x.z, y.z, z.z))
    }

    /// First `second`, then `first`.
    static func * (first: Rotation, second: Rotation) -> Rotation {
        Rotation(x: first(second.x), y: first(second.y), z: first(second.z))
    }
}
