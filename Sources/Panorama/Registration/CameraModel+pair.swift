extension CameraModel {
    /// The cameras without shift and distortion that show two points exactly: at most two.
    ///
    /// The angle between the rays through the two pixels is that between the directions. Squared, its cosine is a quadratic
    /// equation for the square of the focal length (M. Brown, R. Hartley, D. Nistér, Minimal solutions for panoramic stitching,
    /// CVPR 2007, section 3.1, with one focal length known).
    static func through(
        _ one: ControlPair,
        _ other: ControlPair,
        width: Int,
        height: Int,
        unknowns: PhotoUnknowns
    ) -> [Self] {
        let centre = SIMD2(Double(width) / 2, Double(height) / 2)
        let (a, b) = (one.place - centre, other.place - centre)
        let cosine = (one.direction * other.direction).sum()
        let (aa, bb, ab, c) = ((a * a).sum(), (b * b).sum(), (a * b).sum(), cosine * cosine)
        return squareRoots(1 - c, 2 * ab - c * (aa + bb), ab * ab - c * aa * bb).compactMap { square in
            // Squaring has let in the supplement of the angle.
            guard square > 0, (square + ab) * cosine >= 0 else { return nil }
            let geometry = LensGeometry(focal: square.squareRoot(), centre: centre)
            guard let toCamera = turn(from: one, other, to: geometry) else { return nil }
            return Self(width: width, height: height, unknowns: unknowns, toCamera: toCamera, geometry: geometry)
        }
    }

    private static func turn(from one: ControlPair, _ other: ControlPair, to geometry: LensGeometry) -> Rotation? {
        guard let first = geometry.ray(at: one.place), let second = geometry.ray(at: other.place) else { return nil }
        return Rotation(taking: one.direction, other.direction, to: first, second)
    }
}

/// Of a x² + b x + c, in ascending order; none where a is 0.
private func squareRoots(_ a: Double, _ b: Double, _ c: Double) -> [Double] {
    let discriminant = b * b - 4 * a * c
    guard a > 0, discriminant >= 0 else { return [] }
    // Without the difference of two numbers that are nearly alike.
    let sum = b < 0 ? -b + discriminant.squareRoot() : -b - discriminant.squareRoot()
    guard sum != 0 else { return [0] }
    let roots = [sum / (2 * a), 2 * c / sum]
    return roots[0] == roots[1] ? [roots[0]] : roots.sorted()
}
