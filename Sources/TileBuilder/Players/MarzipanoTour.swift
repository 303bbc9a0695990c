internal import Foundation
internal import Panorama

/// A whole tour for Marzipano's viewer. Where its own tool's projects have a name for something, so it is called here.
///
/// Angles are radians in the panorama's own frame, yaw to the right and pitch down, for the viewer knows no other; `toWorld` tells how
/// the panorama stands.
struct MarzipanoTour: Encodable {
    struct Scene: Encodable {
        var id: String
        var name: String
        var attribution: String
        /// With `{z}`, `{f}`, `{y}` and `{x}` to fill in.
        var tiles: String
        var levels: [Level]
        var faceSize: Int
        /// Where the frame's axes lie in the world: right, up and backwards, each as east, up and south.
        var toWorld: [[Double]]
        var initialViewParameters: Direction
        var linkHotspots: [Link]
        var infoHotspots: [Note]
    }

    struct Level: Encodable {
        /// Pixels a side of a face.
        var size: Int
        var tileSize: Int
    }

    struct Direction: Encodable {
        var yaw: Double
        var pitch: Double
    }

    struct Link: Encodable {
        var yaw: Double
        var pitch: Double
        /// A scene's id.
        var target: String
        var text: String
    }

    struct Note: Encodable {
        var yaw: Double
        var pitch: Double
        var title: String
        var text: String
    }

    var name: String
    /// A scene's id.
    var first: String
    var scenes: [Scene]
}
