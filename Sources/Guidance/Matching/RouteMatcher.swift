import Foundation
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
        /// The last progress that was measured; `nil` where there was none that can be relied on.
        let from: Double?
        /// Whether the vehicle can have driven the part between, so that it crossed what lies there.
        let isDrivable: Bool
    }

    let route: Route
    /// `nil` until the vehicle is found on the route.
    private(set) var filter: ProgressFilter?
    private(set) var lastMatch: Double?
    /// The last measured progress and its time, from which the vehicle cannot be further away than it can drive.
    private var anchor = (progress: 0.0, time: 0.0)
    /// First and latest of the fixes since then that were off the route, or against it.
    private var off: (first: Double, latest: Double)?
    private var rival: Rival?
    /// Fixes where the vehicle can be, but further from where it was expected than one fix is believed.
    private var leap: Rival?
    /// Where the vehicle was found.
    private var foundProgress = 0.0

    init(route: Route) { self.route = route }

    /// Whether the vehicle was seen beside the route since.
    var isOff: Bool { off != nil }
    /// For so long, as far as fixes tell.
    var secondsOff: Double { off.map { $0.latest - $0.first } ?? 0 }

    mutating func predict(to time: Double) { filter?.predict(to: time) }

    /// A position that repeats keeps what is tracked; it is no news of what is only estimated, or given up.
    mutating func stand(at time: Double) {
        filter?.stand()
        guard let last = lastMatch, time - last < GuidanceConstants.estimatedAfterSeconds else { return }
        lastMatch = time
    }

    mutating func add(_ fix: Fix, _ location: TourDocument.Location, _ motion: Motion, at time: Double) -> Outcome {
        let sight = Sight(fix, location, motion, at: time)
        // After a detour the vehicle may be back anywhere.
        guard let filter, secondsOff < GuidanceConstants.detourSeconds else { return stray(sight) }
        let found = look(sight, filter)
        guard let best = found.best else { return stray(sight) }
        // The longer the vehicle was out of sight, the more of the route comes into question.
        guard !found.isAmbiguous else { return .stray(.ambiguous) }
        guard isBelieved(best, sight, filter) else { return .stray(.unconfirmed) }
        follow(best, sight)
        return .matched
    }

    /// After long out of sight one noisy fix may fit another street alone, if only its track tells against the true one. The fix of a
    /// standing vehicle has no track.
    private mutating func isBelieved(_ seen: Route.Projection, _ sight: Sight, _ filter: ProgressFilter) -> Bool {
        let leapt = abs(seen.progressMetres - filter.progress)
        guard leapt > GuidanceConstants.leapMetres, sight.heading != nil else { return true }
        let next = leap?.followed(by: seen, sight) ?? Rival(seen, sight)
        leap = next
        return next.isConfirmed(at: sight, isKnown: false)
    }

    private mutating func follow(_ seen: Route.Projection, _ sight: Sight) {
        filter?.correct(progress: seen.progressMetres, deviation: sight.deviation)
        // What a vehicle that turns off drives is not progress.
        let share = sight.heading.map { max(cos(angle(between: $0, seen.headingRadians)), 0) } ?? 1
        filter?.correct(speed: sight.speed * share, deviation: GuidanceConstants.speedNoise)
        remember(sight)
    }

    private mutating func remember(_ sight: Sight) {
        (lastMatch, off, rival, leap) = (sight.time, nil, nil, nil)
        anchor = (filter?.progress ?? 0, sight.time)
    }

    /// How far the vehicle can have come since then.
    private func drivable(until time: Double) -> Double {
        GuidanceConstants.fastestSpeed * (time - anchor.time) + 2 * GuidanceConstants.windowMetres
    }

    /// What of the route lies near a fix, of the part where the vehicle can be.
    private func look(_ sight: Sight, _ filter: ProgressFilter) -> Survey {
        var survey = Survey(of: sight, expecting: nil)
        let reach = GuidanceConstants.windowMetres + 3 * filter.deviation
        let earliest = max(filter.progress - reach, anchor.progress - 2 * GuidanceConstants.windowMetres)
        // Of a loop's laps the first that comes into question is meant.
        let latest = min(
            filter.progress + reach,
            anchor.progress + drivable(until: sight.time),
            route.isLoop ? earliest + route.lengthMetres - 1 : .infinity
        )
        guard earliest < latest else { return survey }
        route.forEachProjection(
            of: sight.location,
            withinMetres: GuidanceConstants.farthestOffsetMetres,
            along: earliest...latest
        ) { projection in
            guard let cost = sight.cost(of: projection) else { return }
            let surprise = filter.surprise(of: projection.progressMetres, deviation: sight.deviation)
            survey.add(projection, cost + surprise * surprise)
        }
        return survey
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
        if found.isAmbiguous, !found.isContinuing || sight.heading == nil {
            rival = nil
            return .stray(.ambiguous)
        }
        let next = rival?.followed(by: found, sight) ?? Rival(nearest, sight)
        rival = next
        guard next.isConfirmed(at: sight, isKnown: isExpected) else {
            guard let filter else { return .stray(.unconfirmed) }
            return .stray(.elsewhere(metres: abs(unwrapped(nearest.progressMetres) - filter.progress)))
        }
        return move(to: next, sight)
    }

    /// Whether the vehicle is somewhere else than where strays say: then a jump has to be told from the truth.
    private var isExpected: Bool { filter != nil && secondsOff < GuidanceConstants.detourSeconds }

    private mutating func move(to rival: Rival, _ sight: Sight) -> Outcome {
        // A vehicle that was found a moment ago was found in the wrong place.
        let isKnown = filter != nil && anchor.progress - foundProgress > GuidanceConstants.provisionalMetres
        let progress = isKnown ? unwrapped(rival.progress) : rival.progress
        let isDrivable =
            secondsOff < GuidanceConstants.detourSeconds && progress - anchor.progress <= drivable(until: sight.time)
        let move = Move(from: isKnown ? anchor.progress : nil, isDrivable: isKnown && isDrivable)
        if !isKnown { foundProgress = progress }
        filter = ProgressFilter(progress: progress, deviation: sight.deviation, speed: sight.speed, at: sight.time)
        remember(sight)
        return .moved(move)
    }

    /// On a loop, the lap that a vehicle on its way forward is in.
    private func unwrapped(_ progress: Double) -> Double {
        guard route.isLoop else { return progress }
        let earliest = anchor.progress - GuidanceConstants.backwardMetres
        return progress + ((earliest - progress) / route.lengthMetres).rounded(.up) * route.lengthMetres
    }

    /// All of the route.
    private func survey(_ sight: Sight) -> Survey {
        var survey = Survey(of: sight, expecting: rival?.expected(sight))
        route.forEachProjection(of: sight.location, withinMetres: GuidanceConstants.farthestOffsetMetres) {
            survey.add($0, sight)
        }
        return survey
    }
}
