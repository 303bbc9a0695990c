package import Panorama

/// How a picture lies in the frame of the panorama below it.
package enum PicturePlacement: Sendable, Hashable {
    case photo(RectilinearView)
    case cylinder(Cylinder)
    /// Any other panorama: what it shows in its own frame, and how that is turned in the frame below.
    case panorama(SourceProjection, Pose)
}

extension PicturePlacement {
    /// In the frame of the panorama below, where the kind of projection can be turned.
    package var projection: SourceProjection? {
        switch self {
        case .photo(let view): .rectilinear(view)
        case .cylinder(let cylinder): .cylindrical(cylinder)
        case .panorama(let projection, let pose): projection.posed(pose)
        }
    }

    package var pose: Pose {
        switch self {
        case .photo(let view): view.pose
        case .cylinder(let cylinder): cylinder.pose
        case .panorama(_, let pose): pose
        }
    }

    /// Where the picture shows a direction of the frame below, from its top left corner and also outside it; nil where it never
    /// could.
    package func place(of direction: SIMD3<Double>) -> SIMD2<Double>? {
        let position =
            switch self {
            case .photo(let view): SourceProjection.rectilinear(view).extendedPosition(of: direction)
            case .cylinder(let cylinder): SourceProjection.cylindrical(cylinder).extendedPosition(of: direction)
            case .panorama(let projection, let pose):
                projection.extendedPosition(of: pose.rotation.inverse(direction))
            }
        return position.map { SIMD2($0.column + 0.5, $0.row + 0.5) }
    }
}
