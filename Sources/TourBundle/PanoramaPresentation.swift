package import Panorama

/// What a viewer applies to a panorama, and is not in its tiles: correcting it makes no tile anew.
package struct PanoramaPresentation: Sendable, Hashable, Codable {
    /// How the camera stood; nil where nothing is known of it.
    package var pose: Pose?
    /// Where to look first.
    package var initialView: InitialView?

    package init(pose: Pose? = nil, initialView: InitialView? = nil) {
        self.pose = pose
        self.initialView = initialView
    }
}
