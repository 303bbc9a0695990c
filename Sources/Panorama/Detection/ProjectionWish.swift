/// What the user says of a picture; it goes before what its metadata say.
package struct ProjectionWish: Sendable, Hashable {
    /// Nil to find out.
    package var kind: ProjectionKind?
    /// Horizontal, from edge to edge.
    package var fieldOfViewDeg: Double?
    /// Of a cylinder: texels from the picture's top edge down to the horizon.
    package var horizon: Double?
    /// Of the camera of a rectilinear picture, within the panorama.
    package var pose: Pose?
    package var stereo = StereoLayout.none

    package init() {}
}
