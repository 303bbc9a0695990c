internal import Panorama

extension PicturePlacement {
    /// What the picture shows at a place, from its top left corner: in the frame below, of length 1; nil where it shows nothing.
    package func direction(x: Double, y: Double) -> SIMD3<Double>? {
        switch self {
        case .photo(let view): return view.direction(x: x, y: y)
        case .cylinder(let cylinder): return cylinder.direction(x: x, y: y)
        case .panorama(.equirectangular(let region), let pose):
            let yaw = sineAndCosine(degrees: ((region.left + x) / region.fullWidth - 0.5) * 360)
            let pitch = sineAndCosine(degrees: (0.5 - (region.top + y) / region.fullHeight) * 180)
            return pose.rotation(SIMD3(yaw.sine * pitch.cosine, pitch.sine, -yaw.cosine * pitch.cosine))
        case .panorama: return nil
        }
    }
}
