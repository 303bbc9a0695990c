package import Guidance
package import Tour
package import TourBundle

/// Where the tour stands: the drive, the scene that is on, and what the guide has decided.
///
/// A value without I/O and clock: each event is handed in with the server's time, and what is to be done comes back.
package struct TourState: Sendable {
    package let catalogue: SceneCatalogue
    /// Seconds on the server's clock, as last handed in.
    package internal(set) var time = 0.0
    /// Goes up with everything that is published, over restarts too.
    package internal(set) var revision = 0

    package internal(set) var engine: GuidanceEngine
    /// How the source of positions is; `nil` without one.
    package internal(set) var source: PositionSourceState?
    let hasSource: Bool
    /// When the fix came that the engine's speed and heading are of, on the server's clock.
    var fixTime: Double?
    var events: [GuidanceEvent] = []

    package internal(set) var shown: ShownScene?
    package internal(set) var awaited: AwaitedScene?
    package internal(set) var isHeadsetsOff = false
    package internal(set) var volume = 1.0
    package internal(set) var language: String?
    package internal(set) var messages: [LiveMessage] = []
    package internal(set) var pointAt: GazeTarget?
    /// How often each was asked for: a headset that sees a new number obeys once.
    var recentres = 0
    var recentresOf: [String: Int] = [:]
    var identifies: [String: Int] = [:]
    /// For all headsets, and for single ones; a headset of which neither speaks knows its type's.
    package internal(set) var yawFrame: YawFrame?
    package internal(set) var yawFramesOf: [String: YawFrame] = [:]
    /// What goes before places' comfort rules: of what is shown, and of places.
    var comfortNow: ComfortOverride?
    var comfortOf: [String: ComfortOverride] = [:]
    /// Of the server's certificate; `nil` without TLS.
    package internal(set) var certificateDays: Int?
    /// What is told of disks and the like.
    package internal(set) var faults: Set<String> = []

    var headsets: [String: HeadsetPresence] = [:]
    /// What was shown on this drive and the ones before.
    package internal(set) var log = DriveLog()
    var lastPublished = -Double.infinity
    var lastMessage = 0
    /// Of the epoch that a guide's jump asks for, until the engine answers.
    var wantedEpoch: String?

    /// - Parameter hasSource: whether positions will come.
    package init(_ manifest: TourManifest, _ route: TourRoute, hasSource: Bool) {
        catalogue = SceneCatalogue(manifest)
        engine = GuidanceEngine(route)
        self.hasSource = hasSource
        source = hasSource ? .connecting : nil
    }

    /// Whether headsets follow: a drive is on, or a guide has begun to lead.
    package var isLive: Bool { hasSource || shown != nil || awaited != nil || engine.isHeld || isHeadsetsOff }
}

extension TourState {
    /// What follows from the time that has passed.
    package mutating func tick(at time: Double) -> [StateAction] {
        advance(to: time)
        var actions: [StateAction] = []
        let remaining = messages.filter { $0.untilS > time }
        if remaining != messages {
            messages = remaining
            actions = publish()
        }
        if log.look(at: time) { actions.append(.save) }
        return actions + settleQuorum()
    }

    /// What follows from word of a fault that outlasts a moment, or of its end.
    package mutating func fault(_ name: String, isThere: Bool, at time: Double) -> [StateAction] {
        advance(to: time)
        let isNew = isThere ? faults.insert(name).inserted : faults.remove(name) != nil
        return isNew ? publish() : []
    }

    /// What follows from how many days the server's certificate is still good for.
    package mutating func certificate(days: Int?, at time: Double) -> [StateAction] {
        advance(to: time)
        guard days != certificateDays else { return [] }
        certificateDays = days
        return publish()
    }

    mutating func advance(to time: Double) { self.time = max(self.time, time) }

    mutating func publish(_ more: StateAction...) -> [StateAction] {
        revision += 1
        lastPublished = time
        return [.publish] + more
    }
}
