internal import Panorama
internal import Tour

/// What the tiles of an epoch are made of.
struct EpochSpheres {
    /// For both eyes, or for the left one.
    var panorama: SphereSource
    var right: SphereSource?
    /// `panorama` without its restoration, where there is any.
    var original: SphereSource?
    /// How it stands in the frame of its base; nil where it has no base.
    var turn: Pose?
    /// How the frame of the panorama's own picture stands in that of the tiles. In it lie the pictures for which this epoch is the base,
    /// whether `tone` fills it or not.
    var frame = Pose()
    /// How the camera stood by the picture's metadata, where the tiles do not have it: of a part of a panorama on plain ground.
    var stance: Pose?
    /// What turned out to be doubtful while the pictures were placed.
    var doubts: [TourFinding] = []

    var all: [SphereSource] { [panorama, right, original].compactMap { $0 } }

    /// Where the pictures of a composite end; none of a panorama as it is.
    var documented: [[SIMD3<Double>]] { composite?.layers.flatMap { $0.projection.outline() } ?? [] }

    var composite: Composite? { if case .composite(let composite) = panorama { composite } else { nil } }
}
