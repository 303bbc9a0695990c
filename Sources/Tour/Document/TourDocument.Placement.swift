extension TourDocument {
    /// How it is known where a photo lies in the panorama below it.
    package enum Placement: Sendable, Hashable {
        case pose(Pose)
        /// At least two.
        case controlPoints([ControlPoint])
    }
}
