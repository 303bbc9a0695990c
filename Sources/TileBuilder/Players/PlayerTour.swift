internal import Panorama
internal import TourBundle

/// A tour as viewers show it: every epoch a scene. Directions are the world's; each viewer's own terms are made of them.
struct PlayerTour {
    struct Scene {
        /// `PLACE/EPOCH`.
        var id: String
        var title: String
        var attribution: String
        var panorama: PlayerPanorama
        /// How the panorama stands.
        var pose: Pose
        /// Where to look first, at the horizon.
        var headingDeg: Double
        /// To the place's other epochs, and to the places before and after it.
        var links: [Link]
        /// Where the picture comes from.
        var information: Note
    }

    struct Link {
        var text: String
        /// The other scene's id.
        var target: String
        var direction: WorldDirection
    }

    struct Note {
        var text: String
        var direction: WorldDirection
    }

    /// In the tour's first language.
    var title: String
    var words: ExportWords
    /// Id of the scene to begin with.
    var first: String
    /// In the tour's order.
    var scenes: [Scene]
}

struct WorldDirection: Equatable {
    /// Clockwise from true north.
    var headingDeg: Double
    /// Positive up.
    var pitchDeg: Double
}
