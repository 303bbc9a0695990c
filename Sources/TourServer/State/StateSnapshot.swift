internal import Guidance
internal import TourBundle

/// The whole live state as clients get it; keys in snake case, each number with its unit.
struct StateSnapshot: Encodable {
    struct Shown: Encodable {
        var place: String
        var epoch: String
        var startS: Double
        var pausedAtS: Double?
    }

    struct Awaited: Encodable {
        var place: String
        var epoch: String
        /// Headsets that hold it, that must, and when it starts at the latest on the server's clock.
        var holding: Int
        var quorum: Int
        var untilS: Double
    }

    struct Position: Encodable {
        var state: String
        var progressM: Double?
        var deviationM: Double?
        var routeM: Double?
        var latitudeDeg: Double?
        var longitudeDeg: Double?
        var accuracyM: Double?
        var bends: Bends?
    }

    /// The route's headings behind and ahead of the vehicle.
    struct Bends: Encodable {
        /// Of the first, ahead of progress.
        var fromM: Double
        var stepM: Double
        var headingsDeg: [Double]
    }

    struct Source: Encodable {
        var state: String
        var words: String
    }

    struct Next: Encodable {
        var place: String
        var distanceM: Double
        var arrivalS: Double
    }

    struct Event: Encodable {
        var kind: String
        var place: String?
        var reason: String
        var words: String
        var figures: Figures
    }

    /// Why the next place is not on yet.
    struct Outlook: Encodable {
        var place: String?
        var reason: String
        var words: String
        var figures: Figures
        /// At which the place may begin at most.
        var allowedMps: Double?
        /// How long there was no fix on the route when this was made.
        var withoutFixS: Double?
    }

    struct Headsets: Encodable {
        var present: Int
        /// Of these, how many hold the scene that is on or awaited.
        var holding: Int
    }

    var revision: Int
    /// When this was made.
    var serverTimeS: Double
    var live: Bool
    var held: Bool
    var scene: Shown?
    var awaited: Awaited?
    var position: Position
    var source: Source?
    var speedMps: Double
    var headingDeg: Double?
    /// When the fix came that speed and heading are of.
    var fixTimeS: Double?
    var tooFast: Bool
    /// What goes before the comfort rule of the place that is shown.
    var comfort: ComfortOverride?
    var comfortOf: [String: ComfortOverride]
    var next: [Next]
    var outlook: Outlook?
    /// How far each place is in this lap: idle, armed, shown or left.
    var places: [String: String]
    var events: [Event]
    var prefetch: [SceneID]
    var messages: [LiveMessage]
    var volume: Double
    var language: String?
    var headsetsOff: Bool
    var pointAt: GazeTarget?
    var recentres: Int
    var recentresOf: [String: Int]
    var identifies: [String: Int]
    var yawFrame: YawFrame?
    var yawFramesOf: [String: YawFrame]
    var headsets: Headsets
    var certificateDays: Int?
    var faults: [String]
}
