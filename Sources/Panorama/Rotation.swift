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

extension Rotation {
    static let none = Rotation(x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1])

    /// About the axis `turn`, by its length in radians where that is small: by 2 atan(|turn| / 2), for which no sine is needed
    /// (the unit quaternion along 1 + turn / 2).
    init(about turn: SIMD3<Double>) {
        let (half, scale) = (turn / 2, 2 / (1 + (turn * turn).sum() / 4))
        func turned(_ axis: SIMD3<Double>) -> SIMD3<Double> {
            let side = cross(half, axis)
            return axis + scale * (side + cross(half, side))
        }
        self.init(x: turned([1, 0, 0]), y: turned([0, 1, 0]), z: turned([0, 0, 1]))
    }

    /// Free of what many products have rounded away: right-angled, of length 1.
    var tidied: Rotation {
        let right = unit(x) ?? x
        let back = unit(cross(right, y)) ?? z
        return Rotation(x: right, y: cross(back, right), z: back)
    }
}
