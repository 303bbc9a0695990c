import Guidance
import Tour

/// A simulation as data.
struct SimulationDocument: Encodable {
    struct Event: Encodable {
        var timeS: Double
        var kind: String
        var place: String?
        var progress: Double?
        var reason: String
        var words: String

        enum CodingKeys: String, CodingKey {
            case timeS, kind, place, reason, words
            case progress = "progress_m"
        }
    }

    struct Place: Encodable {
        var id: String
        var trigger: Double?
        var exit: Double?
        var shown: [Shown]
        var words: String

        enum CodingKeys: String, CodingKey {
            case id, shown, words
            case trigger = "trigger_m"
            case exit = "exit_m"
        }
    }

    struct Shown: Encodable {
        var timeS: Double
        var late: Double?

        enum CodingKeys: String, CodingKey {
            case timeS
            case late = "late_m"
        }
    }

    var durationS: Double
    var fixes: Int
    var events: [Event]
    var places: [Place]

    init(_ simulation: Simulation) {
        durationS = (simulation.samples.last?.time ?? 0) - (simulation.samples.first?.time ?? 0)
        fixes = simulation.samples.count { $0.location != nil }
        events = simulation.events.map { event in
            Event(
                timeS: event.time,
                kind: event.kind.rawValue,
                place: event.place,
                progress: event.progressMetres,
                reason: event.reason.code,
                words: event.reason.description
            )
        }
        places = simulation.tour.places.map { place in
            let shown = if case .shown(let events) = simulation.outcome(of: place) { events } else { [GuidanceEvent]() }
            return Place(
                id: place.id,
                trigger: place.triggerMetres,
                exit: place.exitMetres,
                shown: shown.map { Shown(timeS: $0.time, late: simulation.lateMetres($0)) },
                words: simulation.words(for: place)
            )
        }
    }
}
