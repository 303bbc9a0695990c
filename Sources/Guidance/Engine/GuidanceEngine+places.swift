import Tour

// Triggers: a place is shown when progress has crossed its trigger, wherever the fixes were.
extension GuidanceEngine {
    mutating func updatePlaces() {
        watchComfort()
        guard let progress = progressMetres else {
            if position == .detour || route == nil { updateZones() }
            return
        }
        // A bus that is seen beside the route crosses nothing, even if it is not yet called a detour.
        guard matcher?.isOff != true else { return }
        leaveShown(at: progress)
        for index in places.indices where tracks[index].state != .shown { arm(index, at: progress) }
        while let index = nextDue(at: progress) { decide(index, at: progress) }
    }

    /// Progress at which a place is shown and left, in its lap.
    func span(_ index: Int) -> (enter: Double, exit: Double)? {
        guard let enter = places[index].triggerMetres, let exit = places[index].exitMetres else { return nil }
        let lap = tracks[index].lap - (tracks[index].isRepeat ? 1 : 0)
        let lapStart = route?.isLoop == true ? Double(lap) * (route?.lengthMetres ?? 0) : 0
        return (enter + lapStart, exit + lapStart)
    }

    private func isOver(_ index: Int) -> Bool { tracks[index].state == .left && route?.isLoop != true }

    private mutating func arm(_ index: Int, at progress: Double) {
        guard tracks[index].state != .armed, !isOver(index), let span = span(index) else { return }
        let metres = span.enter - progress
        guard metres >= 0 else { return }
        let seconds = cruise.seconds(toDrive: metres)
        guard metres <= GuidanceConstants.armingMetres || seconds <= GuidanceConstants.armingSeconds else { return }
        tracks[index].state = .armed
        emit(.armed, .near(metres: metres, seconds: seconds), place: index)
    }

    private mutating func leaveShown(at progress: Double) {
        guard !isHeld, let index = shown, let span = span(index) else { return }
        let margin = speed > GuidanceConstants.standingSpeed ? 0 : GuidanceConstants.exitScatterMetres
        guard progress >= (tracks[index].lateExit ?? span.exit) + margin else { return }
        leave(index, .exitReached)
    }

    /// Of the triggers that are crossed and not decided, the first on the way.
    private func nextDue(at progress: Double) -> Int? {
        var first: (enter: Double, index: Int)?
        for index in places.indices where tracks[index].state != .shown && !isOver(index) {
            guard let span = span(index), progress >= span.enter, !isLeftOpen(index) else { continue }
            if let waiting = tracks[index].waiting, progress < span.exit, obstacle(index)?.code == waiting.code {
                continue
            }
            if span.enter < first?.enter ?? .infinity { first = (span.enter, index) }
        }
        return first?.index
    }

    /// How fast a vehicle is of which there are no fixes nobody knows, and drivers slow down for places: whether it was too
    /// fast is decided when it is seen again.
    private func isLeftOpen(_ index: Int) -> Bool {
        guard position == .estimated, case .tooFast = obstacle(index) else { return false }
        return true
    }

    private mutating func decide(_ index: Int, at progress: Double) {
        guard let span = span(index) else { return }
        let late = progress - span.enter
        if let obstacle = obstacle(index) {
            if progress >= span.exit { return pass(index, obstacle) }
            tracks[index].waiting = obstacle
            return emit(.waiting, obstacle, place: index)
        }
        if progress >= span.exit {
            if let waiting = tracks[index].waiting { return pass(index, waiting) }
            guard late <= GuidanceConstants.latestMetres else { return pass(index, .skipped(metres: late)) }
        }
        show(index, reason(lateMetres: late, waited: tracks[index].waiting, isBehind: progress >= span.exit))
    }

    private func reason(lateMetres: Double, waited: GuidanceEvent.Reason?, isBehind: Bool) -> GuidanceEvent.Reason {
        if position == .estimated { return .crossedEstimated(deviationMetres: deviationMetres ?? 0) }
        if case .tooFast = waited { return .slowEnough(speed: speed) }
        return isBehind ? .crossedUnseen(lateMetres: lateMetres) : .crossed(lateMetres: lateMetres)
    }

    /// Why a place whose trigger is crossed must not be shown now.
    func obstacle(_ index: Int) -> GuidanceEvent.Reason? {
        if isHeld { return .held }
        let place = places[index]
        if let wanted = place.headingRadians, let heading = heading(atTriggerOf: index) {
            let turn = angle(between: wanted, heading)
            if turn > TourRoute.headingTolerance { return .headingOff(degrees: turn * 180 / .pi) }
        }
        guard let allowed = place.comfort.fastestSpeed, speed > allowed else { return nil }
        return .tooFast(speed: speed, allowed: allowed)
    }
}

// MARK: - Heading

extension GuidanceEngine {
    /// The heading with which a trigger was crossed.
    ///
    /// A vehicle that drives along the route had the route's heading there, even if a bend or an outage lies between.
    private func heading(atTriggerOf index: Int) -> Double? {
        guard let route, let enter = span(index)?.enter, let progress = progressMetres else { return headingRadians }
        let isSeen = tracks[index].waiting != nil || progress - enter < GuidanceConstants.bendMetres
        guard isSeen, let present = motion.presentHeading, position == .tracked else {
            return route.headingRadians(atMetres: enter)
        }
        // A track lags behind in a bend.
        let turn = [-GuidanceConstants.bendMetres, 0, GuidanceConstants.bendMetres].reduce(Double.pi) { least, ahead in
            min(least, angle(between: present, route.headingRadians(atMetres: progress + ahead)))
        }
        return turn <= TourRoute.headingTolerance ? route.headingRadians(atMetres: enter) : present
    }
}

// MARK: - Changes of state

extension GuidanceEngine {
    mutating func show(_ index: Int, _ reason: GuidanceEvent.Reason, byZone: Bool = false) {
        if let shown, shown != index { leave(shown, .nextBegan(place: places[index].id)) }
        passWaiting(before: index)
        tracks[index].state = .shown
        tracks[index].waiting = nil
        tracks[index].isByZone = byZone
        tracks[index].lateExit = lateExit(index)
        (shown, lastShown) = (index, index)
        emit(.shown, reason, place: index)
    }

    /// What waits, or was left open, before this one would come out of order.
    private mutating func passWaiting(before index: Int) {
        guard let span = span(index) else { return }
        for other in places.indices where other != index && tracks[other].state != .shown {
            guard let earlier = self.span(other), earlier.enter <= span.enter else { continue }
            if let waiting = tracks[other].waiting ?? (isLeftOpen(other) ? obstacle(other) : nil) {
                pass(other, waiting)
            }
        }
    }

    /// What is shown behind its exit stays for as long a way as if it had been shown at its trigger.
    private func lateExit(_ index: Int) -> Double? {
        guard let progress = progressMetres, let span = span(index), progress >= span.exit else { return nil }
        return progress + span.exit - span.enter
    }

    mutating func leave(_ index: Int, _ reason: GuidanceEvent.Reason) {
        if shown == index { shown = nil }
        finish(index)
        emit(.left, reason, place: index)
    }

    private mutating func pass(_ index: Int, _ reason: GuidanceEvent.Reason) {
        finish(index)
        emit(.passed, reason, place: index)
    }

    /// Until the next lap.
    private mutating func finish(_ index: Int) {
        let isNewLap = route?.isLoop == true && !tracks[index].isRepeat
        tracks[index] = PlaceTrack(state: .left, lap: tracks[index].lap + (isNewLap ? 1 : 0))
    }

    /// After the vehicle was found elsewhere: what it cannot have driven by was not crossed.
    mutating func relocate(_ move: RouteMatcher.Move) {
        guard let progress = progressMetres else { return }
        let isNewRun = route?.isLoop != true && progress < (move.from ?? 0) - GuidanceConstants.backwardMetres
        for index in places.indices {
            if isNewRun || move.from == nil, tracks[index].state != .shown { tracks[index] = PlaceTrack() }
            guard tracks[index].state != .shown, !isOver(index), let span = span(index), progress >= span.exit,
                !(move.isDrivable && progress - span.enter <= GuidanceConstants.latestMetres)
            else { continue }
            skip(index, to: progress, isKnown: move.from != nil)
        }
    }

    private mutating func skip(_ index: Int, to progress: Double, isKnown: Bool) {
        guard let route, let exit = span(index)?.exit else { return }
        if isKnown { emit(.passed, .skipped(metres: progress - exit), place: index) }
        let laps = route.isLoop ? Int(((progress - exit) / route.lengthMetres).rounded(.down)) + 1 : 0
        tracks[index] = PlaceTrack(state: .left, lap: tracks[index].lap + laps)
    }
}

// MARK: - Comfort

extension GuidanceEngine {
    private mutating func watchComfort() {
        guard let index = shown, let allowed = places[index].comfort.fastestSpeed else { return }
        if tracks[index].isTooFast {
            guard speed <= allowed else { return }
            (tracks[index].isTooFast, tracks[index].fastSince) = (false, nil)
            return emit(.calm, .slowEnough(speed: speed), place: index)
        }
        guard speed > allowed + GuidanceConstants.comfortMarginSpeed else {
            tracks[index].fastSince = nil
            return
        }
        let since = tracks[index].fastSince ?? time
        tracks[index].fastSince = since
        guard time - since >= GuidanceConstants.comfortSeconds else { return }
        tracks[index].isTooFast = true
        emit(.tooFast, .tooFast(speed: speed, allowed: allowed), place: index)
    }
}

extension TourDocument.Comfort {
    /// m/s at which a place of this comfort may begin; `nil` where any will do.
    package var fastestSpeed: Double? {
        switch self {
        case .stopped: GuidanceConstants.standingSpeed
        case .slow: Self.slowKilometresPerHour / 3.6
        case .any: nil
        }
    }
}
