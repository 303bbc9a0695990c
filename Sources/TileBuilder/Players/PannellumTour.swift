internal import Panorama

/// A whole tour as Pannellum's viewer takes it: the object for `pannellum.viewer`.
///
/// Its yaw counts from the panorama's middle; `northOffset` is the compass heading of yaw 0.
struct PannellumTour: Encodable {
    struct Defaults: Encodable {
        var firstScene: String
        var autoLoad = true
        var sceneFadeDuration = 500
    }

    struct Scene: Encodable {
        var title: String
        var author: String
        var type = "multires"
        var compass = true
        var multiRes: MultiRes
        var northOffset: Double
        var horizonPitch: Double
        var horizonRoll: Double
        /// Where to look first.
        var yaw: Double
        var pitch: Double
        var hotSpots: [HotSpot]
    }

    struct MultiRes: Encodable {
        var basePath: String
        var path: String
        var `extension`: String
        var tileResolution: Int
        var maxLevel: Int
        var cubeResolution: Int
        var missingTiles: String?
    }

    struct HotSpot: Encodable {
        var type: String
        var text: String
        var yaw: Double
        var pitch: Double
        var sceneId: String?
        /// `sameAzimuth` keeps the compass heading of the gaze from scene to scene.
        var targetYaw: String?
        var targetPitch: String?
        var targetHfov: String?
    }

    /// The viewer takes texts for HTML unless it is told not to.
    var escapeHTML = true
    var `default`: Defaults
    var scenes: [String: Scene]
}
