internal import Panorama

extension PicturePlacement {
    /// What the picture shows at a place, from its top left corner: in the frame below, of length 1; nil where it shows nothing.
    package func direction(x: Double, y: Double) -> SIMD3<Double>? {
        switch self {
        case .photo(let view): return view.direction(x: x, y: y)
        case .cylinder(let cylinder): return cylinder.direction(x: x, y: y)
        case .panorama(.equirectangular(let region), let pose):
            return region.direction(x: x, y: y).map { pose.rotation($0) }
        case .panorama: return nil
        }
    }
}
