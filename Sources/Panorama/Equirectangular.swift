/// A full panorama: columns are yaw, from -180° at the left edge to 180° at the right; rows are pitch, from 90° down
/// to -90°. Texel centres lie at half-integers of the picture, so at whole numbers of column and row here.
package struct Equirectangular: Sendable, Hashable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0)
        self.width = width
        self.height = height
    }

    /// Column and row at which a direction is seen; 0, 0 is the centre of the top left texel.
    ///
    /// - Parameter direction: in the view frame, of any length but 0.
    /// - Returns: columns in -0.5...width - 0.5, rows in -0.5...height - 0.5.
    @inline(__always)
    package func position(of direction: SIMD3<Double>) -> SIMD2<Double> {
        let yaw = arcTangent(y: direction.x, x: -direction.z)
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        let pitch = arcTangent(y: direction.y, x: horizontal)
        return SIMD2(
            (yaw / (2 * Double.pi) + 0.5) * Double(width) - 0.5,
            (0.5 - pitch / Double.pi) * Double(height) - 0.5
        )
    }

    /// Pixels a side of a cube face that keeps the panorama's resolution at the face's centre: width / π, rounded up.
    ///
    /// There a texel of the face covers 2 / size radians, one of the panorama 2π / width.
    package var faceSize: Int { Int((Double(width) / Double.pi).rounded(.up)) }
}
