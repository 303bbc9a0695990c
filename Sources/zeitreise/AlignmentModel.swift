import Panorama
import TileBuilder

/// Where a picture shows a direction, in numbers that the page's shader takes.
///
/// With a direction d of the panorama's frame let r = right·d, u = up·d and a = ahead·d.
struct AlignmentModel: Encodable {
    /// `photo`: with r/a, u/a and their square sum s the place is centre + scale (1 + distortion s) (r/a, -u/a), where a > 0.
    /// `cylinder`: yaw and tangent of pitch from centre, `scale` a radian and a unit. `panorama`: yaw and pitch from centre, `scale`
    /// and `scaleDown` a radian.
    var kind: String
    var right: [Double]
    var up: [Double]
    var ahead: [Double]
    /// In pixels from the picture's top left corner.
    var centre: [Double]
    var scale: Double
    var scaleDown: Double
    var distortion: Double
}

extension AlignmentModel {
    /// Nil for what the page cannot draw.
    init?(_ placement: PicturePlacement) {
        switch placement {
        case .photo(let view): self.init(view)
        case .cylinder(let cylinder):
            self.init("cylinder", cylinder.pose)
            centre = [cylinder.fullWidth / 2 - cylinder.left, cylinder.horizon]
            (scale, scaleDown) = (cylinder.radius, cylinder.radius)
        case .panorama(.equirectangular(let region), let pose):
            self.init("panorama", pose)
            centre = [region.fullWidth / 2 - region.left, region.fullHeight / 2 - region.top]
            (scale, scaleDown) = (region.fullWidth / (2 * .pi), region.fullHeight / .pi)
        case .panorama: return nil
        }
    }

    private init(_ view: RectilinearView) {
        let (width, height) = (Double(view.width), Double(view.height))
        self.init("photo", view.pose)
        if let plane = view.plane {
            // From the middle, for precision.
            right = numbers(plane.x - width / 2 * plane.w)
            up = numbers(height / 2 * plane.w - plane.y)
            ahead = numbers(plane.w)
            centre = [width / 2, height / 2]
            (scale, scaleDown) = (1, 1)
        } else {
            centre = [(0.5 + view.lens.shiftRight) * width, height / 2 - view.lens.shiftUp * width]
            (scale, scaleDown, distortion) = (view.focal, view.focal, view.lens.distortion)
        }
    }

    private init(_ kind: String, _ pose: Pose) {
        let rotation = pose.rotation
        self.init(
            kind: kind,
            right: numbers(rotation(SIMD3(1, 0, 0))),
            up: numbers(rotation(SIMD3(0, 1, 0))),
            ahead: numbers(rotation(SIMD3(0, 0, -1))),
            centre: [0, 0],
            scale: 1,
            scaleDown: 1,
            distortion: 0
        )
    }
}

private func numbers(_ vector: SIMD3<Double>) -> [Double] { [vector.x, vector.y, vector.z] }
