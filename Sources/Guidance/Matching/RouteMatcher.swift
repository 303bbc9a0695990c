import Tour

/// Follows the vehicle along the route: a fix counts where it lies near the route *and* near where the vehicle can be.
///
/// A fix that does not is a stray. Strays that agree with each other for long enough move the vehicle there.
struct RouteMatcher: Sendable {
    enum Outcome: Sendable {
        case matched
        /// Strays were believed.
        case moved(Move)
        case stray(FixFault)
    }

    struct Move: Sendable {
        /// The last progress that was measured; `nil` where there was none.
        let from: Double?
        /// Whether the vehicle can have driven the part between, so that it crossed what lies there.
        let isDrivable: Bool
    }

    let route: Route
    /// `nil` until the vehicle is found on the route.
    private(set) var filter: ProgressFilter?
    private(set) var lastMatch: Double?
    /// Progress at that time, from which the vehicle cannot be further away than it can drive.
    private var anchor = 0.0
    /// First and latest of the fixes since then that were off the route, or against it.
    private var off: (first: Double, latest: Double)?
    private var rival: Rival?

    init(route: Route) { self.route = route }

    /// For so long, as far as fixes tell.
    var secondsOff: Double { off.map { $0.latest - $0.first } ?? 0 }

    mutating func predict(to time: Double) { filter?.predict(to: time) }

    mutating func stand(at time: Double) {
        filter?.stand()
        lastMatch = filter == nil ? nil : time
    }

    mutating func add(_ fix: Fix, _ location: TourDocument.Location, _ motion: Motion, at time: Double) -> Outcome {
        let sight = Sight(fix, location, motion, at: time)
        if let filter, let seen = best(of: sight, near: filter) {
            follow(seen, sight)
            return .matched
        }
        return stray(sight)
    }

    private mutating func follow(_ seen: Route.Projection, _ sight: Sight) {
        filter?.correct(progress: seen.progressMetres, deviation: sight.deviation)
        // Without a heading the vehicle hardly moves, and hardly matters where to.
        let along = sight.heading.map { angleBetween($0, seen.headingRadians) < .pi / 2 } ?? true
        if along { filter?.correct(speed: sight.speed, deviation: GuidanceConstants.speedNoise) }
        remember(sight)
    }

    private mutating func remember(_ sight: Sight) {
        (lastMatch, off, rival) = (sight.time, nil, nil)
        anchor = filter?.progress ?? 0
    }

    /// How far the vehicle can have come since its last match.
    private func drivable(until time: Double) -> Double {
        lastMatch.map { GuidanceConstants.fastestSpeed * (time - $0) + 2 * GuidanceConstants.windowMetres } ?? 0
    }

    /// The projection that fits a fix best, of those where the vehicle can be.
    private func best(of sight: Sight, near filter: ProgressFilter) -> Route.Projection? {
        let reach = GuidanceConstants.windowMetres + 3 * filter.deviation
        let earliest = max(filter.progress - reach, anchor - 2 * GuidanceConstants.windowMetres)
        let latest = min(filter.progress + reach, anchor + drivable(until: sight.time))
        guard earliest < latest else { return nil }
        var best: (cost: Double, projection: Route.Projection)?
        route.forEachProjection(
            of: sight.location,
            withinMetres: GuidanceConstants.farthestOffsetMetres,
            along: earliest...latest
        ) { projection in
            guard let cost = sight.cost(of: projection) else { return }
            let surprise = filter.surprise(of: projection.progressMetres, deviation: sight.deviation)
            let total = cost + surprise * surprise
            if total < best?.cost ?? .infinity { best = (total, projection) }
        }
        return best?.projection
    }
}

extension RouteMatcher {
    private mutating func stray(_ sight: Sight) -> Outcome {
        let found = survey(sight)
        guard let nearest = found.best else {
            rival = nil
            off = (off?.first ?? sight.time, sight.time)
            return .stray(found.worstTrack.map { .againstRoute(degrees: $0 * 180 / .pi) } ?? .offRoute)
        }
        if found.isAmbiguous, found.continuing == nil {
            rival = nil
            return .stray(.ambiguous)
        }
        let next = rival?.followed(by: found, sight) ?? Rival(nearest, sight)
        rival = next
        guard next.isConfirmed(at: sight, isKnown: isFollowing(at: sight.time)) else {
            guard let filter else { return .stray(.unconfirmed) }
            return .stray(.elsewhere(metres: abs(unwrapped(nearest.progressMetres) - filter.progress)))
        }
        return move(to: next, sight)
    }

    private func isFollowing(at time: Double) -> Bool {
        guard let filter, lastMatch != nil, off == nil else { return false }
        return filter.deviation <= GuidanceConstants.mostUncertainMetres
    }

    private mutating func move(to rival: Rival, _ sight: Sight) -> Outcome {
        let progress = unwrapped(rival.progress)
        let from = filter == nil ? nil : anchor
        let isDrivable = secondsOff < GuidanceConstants.detourSeconds && progress - anchor <= drivable(until: sight.time)
        filter = ProgressFilter(progress: progress, deviation: sight.deviation, speed: sight.speed, at: sight.time)
        remember(sight)
        return .moved(Move(from: from, isDrivable: from != nil && isDrivable))
    }

    /// On a loop, the lap that a vehicle on its way forward is in.
    private func unwrapped(_ progress: Double) -> Double {
        guard route.isLoop, filter != nil else { return progress }
        let earliest = anchor - GuidanceConstants.backwardMetres
        return progress + ((earliest - progress) / route.lengthMetres).rounded(.up) * route.lengthMetres
    }

    /// All of the route.
    private func survey(_ sight: Sight) -> Survey {
        var survey = Survey(expecting: rival?.expected(sight))
        route.forEachProjection(of: sight.location, withinMetres: GuidanceConstants.farthestOffsetMetres) {
            survey.add($0, sight)
        }
        return survey
    }
}
