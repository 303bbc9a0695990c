/// What the user says of a picture; it goes before what its metadata say.
package struct ProjectionWish: Sendable, Hashable {
    /// Nil to find out.
    package var kind: ProjectionKind?
    /// Horizontal, from edge to edge.
    package var fieldOfViewDeg: Double?
    /// Of the camera of a rectilinear picture, within the panorama.
    package var pose: Pose?
    package var stereo = StereoLayout.none

    package init() {}
}
