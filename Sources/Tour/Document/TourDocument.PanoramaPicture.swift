extension TourDocument {
    /// A picture of the whole sphere or of a part of it, and what the document says of it.
    package struct PanoramaPicture: Sendable {
        package let path: String
        /// `nil` where metadata or the picture's sides tell.
        package let projection: Projection?
        /// From the picture's left edge to its right one, 1…360.
        package let fieldOfViewDegrees: Double?
        /// Of a cylinder: where the horizon lies, from the top edge.
        package let horizonPixels: Double?
        /// `nil` for one picture for both eyes.
        package let stereo: StereoLayout?
        /// Whether the first picture of a stereo pair is the right eye's.
        package let swapsEyes: Bool
        /// The id of the epoch in whose frame ``placement`` counts and which fills what is missing: of the same place,
        /// with a panorama that has no base itself.
        package let base: String?
        /// `nil` where the headings of both tell; always where there is no base.
        package let placement: Placement?
        /// Whether the bands of a cylinder are to be brought to the same brightness.
        package let evensExposure: Bool
        /// What fills missing sky and ground: only ``Tone/paper`` where there is no base, `nil` for nothing.
        package let tone: Tone?
        /// Each once.
        package let restoration: [Restoration]
        /// Of the mapping, or of the epoch where only a path stands there: then `path` is marked by `panorama`.
        package let marks: Marks
    }
}

extension TourDocument.PanoramaPicture {
    package enum Projection: String, Sendable, CaseIterable {
        case equirectangular
        case cylindrical
    }

    /// How the panorama lies in the frame of its base.
    package enum Placement: Sendable, Hashable {
        case pose(TourDocument.Pose)
        /// At least two; three where they have to tell field of view and horizon of a cylinder, too.
        case controlPoints([TourDocument.ControlPoint])
    }
}
