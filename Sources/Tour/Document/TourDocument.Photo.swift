extension TourDocument {
    /// A flat photograph laid over the panorama of another epoch of its place, or over plain ground.
    package struct Photo: Sendable {
        package let path: String
        /// The id of the epoch it is laid over, one with a panorama; `nil` only where the tone is paper.
        package let base: String?
        package let placement: Placement
        /// Whether it shows the same thing twice, side by side, the left half for the left eye.
        package let isStereoCard: Bool
        /// Whether the card's left half is the right eye's.
        package let swapsEyes: Bool
        /// Each once.
        package let restoration: [Restoration]
        package let tone: Tone
        package let marks: Marks
    }
}

extension TourDocument.Photo {
    /// How it is known where a photo lies in the frame of its base, or, without a base, from its epoch's heading.
    package enum Placement: Sendable, Hashable {
        case pose(TourDocument.Pose, TourDocument.Lens)
        /// As many as the unknowns need; only with a base. What is to be solved beside pose and field of view.
        case controlPoints([TourDocument.ControlPoint], solving: Set<Unknown>)
    }

    /// What control points may have to tell beside pose and field of view.
    package enum Unknown: String, Sendable, CaseIterable {
        /// Where the optical axis meets the picture: both shifts.
        case shift
        case distortion
        /// Instead of all else: how a flat facade lies that was not taken from here. Never with another.
        case plane
    }
}
