package import Tour

/// A drive at the desk: what the engine decided, and where.
package struct Simulation: Sendable {
    /// What was known at a fix.
    package struct Sample: Sendable {
        package let time: Double
        /// What the receiver said; `nil` where it had no fix.
        package let location: TourDocument.Location?
        package let position: PositionState
        package let progressMetres: Double?
        /// m/s.
        package let speed: Double
    }

    package let tour: TourRoute
    package private(set) var events: [GuidanceEvent] = []
    package private(set) var samples: [Sample] = []
    /// Where a made-up bus truly was, metres along the route; `nil` for a recorded drive, of which nobody knows.
    private let trueProgress: (@Sendable (_ time: Double) -> Double)?

    package init(
        _ tour: TourRoute,
        _ fixes: [TimedFix],
        trueProgress: (@Sendable (_ time: Double) -> Double)? = nil
    ) {
        self.tour = tour
        self.trueProgress = trueProgress
        var engine = GuidanceEngine(tour)
        var index = 0
        engine.drive(fixes) { time, news, engine in
            events += news
            guard index < fixes.count, time == fixes[index].time else { return }
            samples.append(
                Sample(
                    time: time,
                    location: fixes[index].fix.location,
                    position: engine.position,
                    progressMetres: engine.progressMetres,
                    speed: engine.speed
                )
            )
            index += 1
        }
    }
}

extension Simulation {
    /// What became of a place.
    package enum Outcome: Sendable, Hashable {
        case shown([GuidanceEvent])
        /// Its trigger was reached, and never shown.
        case passed(GuidanceEvent)
        /// The drive did not come by.
        case notReached
        /// Only the guide shows it.
        case byGuide
    }

    package func outcome(of place: PlannedPlace) -> Outcome {
        let own = events.filter { $0.place == place.id }
        let shown = own.filter { $0.kind == .shown }
        if !shown.isEmpty { return .shown(shown) }
        if let last = own.last(where: { $0.kind == .passed || $0.kind == .waiting }) { return .passed(last) }
        return place.triggerMetres == nil && place.zone == nil ? .byGuide : .notReached
    }

    /// Metres along the route at an event: the truth where it is known, else what the engine held for true.
    package func progress(at event: GuidanceEvent) -> Double? { trueProgress?(event.time) ?? event.progressMetres }

    /// How far behind its trigger a place was shown; negative before it.
    package func lateMetres(_ event: GuidanceEvent) -> Double? {
        guard let progress = progress(at: event), let place = tour.places.first(where: { $0.id == event.place }),
            let trigger = place.triggerMetres, let route = tour.route
        else { return nil }
        guard route.isLoop else { return progress - trigger }
        let late = route.normalized(progress - trigger)
        return late > route.lengthMetres / 2 ? late - route.lengthMetres : late
    }
}
