/// A lens in the texels of a picture: from rays in the camera's frame to places and back.
///
/// The radial distortion is the first term of D. C. Brown, Decentering distortion of lenses, Photogrammetric Engineering 32
/// (1966), taken from the ray to the picture.
struct LensGeometry: Sendable, Hashable {
    /// Texels from the eye to the picture's plane.
    var focal: Double
    /// Where the optical axis meets the picture, from its top left corner.
    var centre: SIMD2<Double>
    var distortion: Double

    /// Squares of the distance from the axis, in focal lengths, up to which the picture grows with the ray's own: beyond, a barrel
    /// would show things a second time, nearer to the axis again.
    var reach: Double { distortion < 0 ? -1 / (3 * distortion) : .infinity }

    init(focal: Double, centre: SIMD2<Double>, distortion: Double = 0) {
        self.focal = focal
        self.centre = centre
        self.distortion = distortion
    }

    init(_ lens: PhotoLens, width: Int, height: Int) {
        self.init(
            focal: Double(width) / 2 / tangent(degrees: lens.fieldOfViewDeg / 2),
            centre: SIMD2(
                Double(width) / 2 + lens.shiftRight * Double(width),
                Double(height) / 2 - lens.shiftUp * Double(width)
            ),
            distortion: lens.distortion
        )
    }

    func lens(width: Int, height: Int) -> PhotoLens {
        PhotoLens(
            fieldOfViewDeg: 2 * arcTangent(y: Double(width) / 2, x: focal) * 180 / Double.pi,
            shiftRight: centre.x / Double(width) - 0.5,
            shiftUp: (Double(height) / 2 - centre.y) / Double(width),
            distortion: distortion
        )
    }

    /// From the picture's top left corner; nil beside and behind the camera, and beyond the lens's reach.
    func place(of ray: SIMD3<Double>) -> SIMD2<Double>? {
        guard ray.z < 0 else { return nil }
        guard distortion != 0 else {
            return SIMD2(centre.x - focal * ray.x / ray.z, centre.y + focal * ray.y / ray.z)
        }
        let (right, up) = (-ray.x / ray.z, -ray.y / ray.z)
        let square = right * right + up * up
        guard square <= reach else { return nil }
        let scale = focal * (1 + distortion * square)
        return SIMD2(centre.x + scale * right, centre.y - scale * up)
    }

    /// The inverse of `place(of:)`; nil where the lens shows nothing.
    func ray(at place: SIMD2<Double>) -> SIMD3<Double>? {
        let (right, up) = ((place.x - centre.x) / focal, (centre.y - place.y) / focal)
        let shown = (right * right + up * up).squareRoot()
        guard let stretch = stretch(shown: shown) else { return nil }
        return SIMD3(right * stretch, up * stretch, -1)
    }

    /// How much farther from the axis a lens without fault would show what this one shows at `shown` focal lengths from it.
    func stretch(shown: Double) -> Double? {
        guard shown.isFinite else { return nil }
        guard distortion != 0, shown > 0 else { return 1 }
        // r (1 + k r²) grows from 0 to the reach; halving the interval is slow and sure.
        var (low, high) = (0.0, distortion > 0 ? shown : reach.squareRoot())
        guard high * (1 + distortion * high * high) >= shown else { return nil }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if middle * (1 + distortion * middle * middle) < shown { low = middle } else { high = middle }
        }
        return (low + high) / 2 / shown
    }
}
