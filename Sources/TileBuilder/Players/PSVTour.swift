internal import Panorama

/// A whole tour for Photo Sphere Viewer: nodes of its virtual tour plugin. What its JSON cannot hold (functions, elements) the page makes.
///
/// The spheres are turned so that the viewer's yaw is the compass heading, clockwise from true north; its pitch is positive up.
struct PSVTour: Encodable {
    struct Node: Encodable {
        var id: String
        var name: String
        var attribution: String
        var panorama: Panorama
        var sphereCorrection: SphereCorrection
        var links: [Link]
        var markers: [Marker]
    }

    struct Panorama: Encodable {
        /// Smallest first.
        var levels: [Level]
        /// With `{level}`, `{face}`, `{row}` and `{column}` to fill in.
        var tiles: String
        /// Its *top* and *bottom* stand the other way round.
        var flipTopBottom = true
    }

    struct Level: Encodable {
        /// Pixels a side.
        var faceSize: Int
        /// A side of a face.
        var nbTiles: Int
    }

    /// Angles as the viewer reads them, with their unit.
    struct SphereCorrection: Encodable {
        var pan: String
        var tilt: String
        var roll: String
    }

    struct Position: Encodable {
        var yaw: String
        var pitch: String
    }

    struct Link: Encodable {
        var nodeId: String
        var position: Position
        var text: String
    }

    struct Marker: Encodable {
        var id: String
        var position: Position
        var text: String
    }

    var name: String
    var startNodeId: String
    /// Where to look first.
    var defaultYaw: String
    /// What the viewer says itself.
    var lang: [String: String]
    var nodes: [Node]
}
