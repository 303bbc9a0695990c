import Tour

extension GuidanceEvent {
    package enum Reason: Sendable, Hashable {
        case near(metres: Double, seconds: Double)
        case crossed(lateMetres: Double)
        /// The trigger lies behind, in a part of the route of which there were no fixes.
        case crossedUnseen(lateMetres: Double)
        /// On an estimate of progress, with its standard deviation.
        case crossedEstimated(deviationMetres: Double)
        case exitReached
        case nextBegan(place: String)
        case headingOff(degrees: Double)
        case tooFast(speed: Double, allowed: Double)
        case slowEnough(speed: Double)
        case held
        case skipped(metres: Double)
        case guide(GuideCommand)
        case noSuchPlace
        case fault(FixFault)
        case noFixes(seconds: Double)
        case uncertain(deviationMetres: Double)
        case onRoute(offsetMetres: Double)
        case zoneEntered
        case zoneLeft
    }
}

extension GuidanceEvent.Reason {
    /// For programs; stays the same from version to version.
    package var code: String {
        switch self {
        case .near: "near"
        case .crossed: "crossed"
        case .crossedUnseen: "crossed-unseen"
        case .crossedEstimated: "crossed-estimated"
        case .exitReached: "exit-reached"
        case .nextBegan: "next-began"
        case .headingOff: "heading-off"
        case .tooFast: "too-fast"
        case .slowEnough: "slow-enough"
        case .held: "held"
        case .skipped: "skipped"
        case .guide: "guide"
        case .noSuchPlace: "no-such-place"
        case .fault(let fault): fault.code
        case .noFixes: "no-fixes"
        case .uncertain: "uncertain"
        case .onRoute: "on-route"
        case .zoneEntered: "zone-entered"
        case .zoneLeft: "zone-left"
        }
    }
}

extension GuidanceEvent.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .near(let metres, let seconds): "\(whole(metres)) m, \(whole(seconds)) s"
        case .crossed(let late): late < 1 ? "trigger crossed" : "trigger crossed \(whole(late)) m ago"
        case .crossedUnseen(let late): "trigger crossed \(whole(late)) m ago, while there were no fixes"
        case .crossedEstimated(let deviation): "trigger crossed by the estimate, give or take \(whole(deviation)) m"
        case .exitReached: "exit reached"
        case .nextBegan(let place): "\(place) began"
        case .headingOff(let degrees): "heading \(whole(degrees))° off"
        case .tooFast(let speed, let allowed):
            allowed < 1
                ? "\(whole(speed * 3.6)) km/h, shown when the bus stands"
                : "\(whole(speed * 3.6)) km/h, shown up to \(whole(allowed * 3.6)) km/h"
        case .slowEnough(let speed): "\(whole(speed * 3.6)) km/h"
        case .held: "held by the guide"
        case .skipped(let metres): "passed \(whole(metres)) m ago without fixes"
        case .guide(let command): "the guide: \(command)"
        case .noSuchPlace: "no such place"
        case .fault(let fault): fault.description
        case .noFixes(let seconds): "no usable fix for \(whole(seconds)) s: going on with the last speed"
        case .uncertain(let deviation): "uncertain by \(whole(deviation)) m: waiting for a fix"
        case .onRoute(let offset): offset < 1 ? "on the route" : "\(whole(offset)) m from where it was expected"
        case .zoneEntered: "in its zone, off the route"
        case .zoneLeft: "out of its zone"
        }
    }
}

extension GuideCommand: CustomStringConvertible {
    package var description: String {
        switch self {
        case .hold: "hold"
        case .resume: "resume"
        case .next: "next"
        case .back: "back"
        case .goTo(let place): "go to \(place)"
        case .again: "repeat"
        }
    }
}
