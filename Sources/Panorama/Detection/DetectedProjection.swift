/// What was found out of a picture's projection.
package struct DetectedProjection: Sendable, Hashable {
    /// From what.
    package enum Evidence: String, Sendable {
        case metadata
        /// The picture's sides are as two to one.
        case size
        /// The names of six pictures.
        case names
        /// The user said so.
        case wish
    }

    /// Of one eye's picture.
    package var projection: SourceProjection
    package var stereo: StereoLayout
    package var evidence: Evidence
    /// Of the panorama in the world; nil where nothing is known of it.
    package var pose: Pose?
    package var initialView: InitialView?

    package init(
        projection: SourceProjection,
        stereo: StereoLayout,
        evidence: Evidence,
        pose: Pose? = nil,
        initialView: InitialView? = nil
    ) {
        self.projection = projection
        self.stereo = stereo
        self.evidence = evidence
        self.pose = pose
        self.initialView = initialView
    }
}
