package import Tour

/// Decides from fixes and time which place is shown, and why.
///
/// It does no I/O and knows no clock: the same fixes at the same times give the same events. A fix counts for the time at
/// which it is handed in; between fixes ``tick(at:)`` carries the vehicle on, so that a trigger fires where it lies and
/// not at the next fix.
package struct GuidanceEngine: Sendable {
    package let route: Route?
    package let places: [PlannedPlace]

    /// Seconds, as last handed in.
    package private(set) var time = -Double.infinity
    package internal(set) var position = PositionState.searching
    /// Whether the guide decides what is shown, until ``GuideCommand/resume``.
    package internal(set) var isHeld = false
    /// The place whose scene is on.
    package var shownPlace: String? { shown.map { places[$0].id } }

    var tracks: [PlaceTrack]
    var shown: Int?
    /// What was shown last, for the guide's next, back and repeat.
    var lastShown: Int?
    var matcher: RouteMatcher?
    var motion = Motion()
    var cruise = CruiseSpeed()
    /// The last usable position.
    var location: TourDocument.Location?
    /// Of that: metres, with the vehicle within them in 95 of 100 cases.
    var accuracy = GuidanceConstants.usualAccuracyMetres
    var events: [GuidanceEvent] = []
    private var gate = FixGate()
    private var ignored: FixFault?

    package init(_ tour: TourRoute) {
        route = tour.route
        places = tour.places
        matcher = tour.route.map(RouteMatcher.init)
        tracks = tour.places.map { _ in PlaceTrack() }
    }

    /// What follows from a fix.
    ///
    /// - Parameter time: when it arrived: seconds on any clock that does not go back.
    package mutating func add(_ fix: Fix, at time: Double) -> [GuidanceEvent] {
        guard advance(to: time) else { return [] }
        switch gate.judge(fix, at: time, speed: matcher?.filter?.speed ?? motion.speed) {
        case .use: use(fix)
        case .still: stand(fix)
        case .ignore(let fault): ignore(fault)
        }
        return conclude()
    }

    /// What follows from the time that has passed.
    package mutating func tick(at time: Double) -> [GuidanceEvent] {
        guard advance(to: time) else { return [] }
        return conclude()
    }

    /// What follows from the guide's wish.
    package mutating func command(_ command: GuideCommand, at time: Double) -> [GuidanceEvent] {
        guard advance(to: time) else { return [] }
        obey(command)
        return conclude()
    }

    private mutating func advance(to time: Double) -> Bool {
        guard time.isFinite else { return false }
        self.time = max(self.time, time)
        matcher?.predict(to: self.time)
        cruise.advance(to: self.time, speed: speed)
        return true
    }

    private mutating func conclude() -> [GuidanceEvent] {
        updatePosition()
        updatePlaces()
        defer { events = [] }
        return events
    }

    /// Why the last fixes are not used; `nil` where they are.
    var presentFault: FixFault? { ignored }

    mutating func emit(
        _ kind: GuidanceEvent.Kind,
        _ reason: GuidanceEvent.Reason,
        place: Int? = nil
    ) {
        events.append(
            GuidanceEvent(
                time: time,
                kind: kind,
                place: place.map { places[$0].id },
                progressMetres: progressMetres,
                reason: reason
            )
        )
    }
}

// MARK: - What is known of the vehicle

extension GuidanceEngine {
    /// Metres along the route, over all laps; `nil` before it is found and where it is given up.
    package var progressMetres: Double? {
        switch position {
        case .tracked, .estimated: matcher?.filter?.progress
        case .searching, .lost, .detour: nil
        }
    }

    /// Standard deviation of progress, metres.
    package var deviationMetres: Double? { matcher?.filter?.deviation }

    /// m/s.
    package var speed: Double {
        switch position {
        case .tracked, .estimated: max(matcher?.filter?.speed ?? 0, 0)
        case .searching, .lost, .detour: motion.speed
        }
    }

    /// Radians clockwise from true north; the last good one while the vehicle is slow.
    package var headingRadians: Double? { motion.headingRadians }
}

// MARK: - Position

extension GuidanceEngine {
    private mutating func use(_ fix: Fix) {
        guard let location = fix.location else { return }
        self.location = location
        accuracy = fix.accuracyMetres ?? GuidanceConstants.usualAccuracyMetres
        motion.add(fix, location, at: time)
        guard let outcome = matcher?.add(fix, location, motion, at: time) else { return }
        switch outcome {
        case .matched: ignored = nil
        case .moved(let move):
            ignored = nil
            arrive(move)
        case .stray(let fault): ignore(fault)
        }
    }

    private mutating func stand(_ fix: Fix) {
        guard matcher?.filter != nil else { return use(fix) }
        ignored = nil
        motion.stand(at: time)
        matcher?.stand(at: time)
    }

    private mutating func ignore(_ fault: FixFault) {
        // Some receivers tell each position in several sentences.
        guard fault != .repeatedTime, !fault.isKind(of: ignored) else { return }
        ignored = fault
        emit(.ignoring, .fault(fault))
    }

    /// The vehicle was found somewhere else than it was expected.
    private mutating func arrive(_ move: RouteMatcher.Move) {
        guard let progress = matcher?.filter?.progress else { return }
        position = .tracked
        emit(
            move.from == nil ? .found : .returned,
            .onRoute(offsetMetres: move.from.map { abs(progress - $0) } ?? 0)
        )
        relocate(move)
    }

    private mutating func updatePosition() {
        guard let filter = matcher?.filter, let lastMatch = matcher?.lastMatch else { return }
        if let seconds = matcher?.secondsOff, seconds >= GuidanceConstants.detourSeconds {
            if position != .detour {
                position = .detour
                emit(.detour, .fault(ignored ?? .offRoute))
            }
            return
        }
        guard position != .detour || lastMatch == time else { return }
        let next = state(filter, secondsWithout: time - lastMatch)
        guard next != position else { return }
        position = next
        switch next {
        case .estimated: emit(.estimated, .noFixes(seconds: time - lastMatch))
        case .lost: emit(.lost, .uncertain(deviationMetres: filter.deviation))
        default: emit(.returned, .onRoute(offsetMetres: 0))
        }
    }

    private func state(_ filter: ProgressFilter, secondsWithout seconds: Double) -> PositionState {
        if seconds < GuidanceConstants.estimatedAfterSeconds { return .tracked }
        return filter.deviation <= GuidanceConstants.mostUncertainMetres ? .estimated : .lost
    }
}
