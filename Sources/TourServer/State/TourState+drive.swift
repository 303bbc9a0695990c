package import Guidance

// Positions and what the engine makes of them.
extension TourState {
    /// - Parameter time: on the server's clock; the report's own time is the engine's.
    package mutating func take(_ report: PositionReport, at time: Double) -> [StateAction] {
        advance(to: time)
        switch report {
        case .fix(let fix, let moment):
            let before = engine.motionTime
            let news = engine.add(fix, at: moment)
            if engine.motionTime != before { fixTime = time }
            return follow(news, isFix: true)
        case .idle(let moment): return follow(engine.tick(at: moment), isFix: false)
        case .state(let state):
            guard state != source else { return [] }
            source = state
            return publish()
        case .fault, .satellites: return []
        }
    }

    private mutating func follow(_ news: [GuidanceEvent], isFix: Bool) -> [StateAction] {
        let isMotionDue = isFix && time - lastPublished >= LiveConstants.motionSeconds
        guard !news.isEmpty || isMotionDue else { return [] }
        let isSaved = take(news)
        return publish() + (isSaved ? [.save] : []) + settleQuorum()
    }

    /// - Returns: whether something has changed that must be saved.
    mutating func take(_ news: [GuidanceEvent]) -> Bool {
        let before = (shown, awaited)
        var isMissed = false
        for event in news {
            switch (event.kind, event.place) {
            case (.shown, let place?): begin(place, event.reason)
            case (.left, let place?): end(place, event.reason)
            case (.passed, let place?):
                log.miss(
                    place,
                    event.reason.code,
                    progress: event.progressMetres,
                    areOff: isHeadsetsOff,
                    at: time
                )
                isMissed = true
            default: break
            }
        }
        events = (events + news).suffix(LiveConstants.mostEvents)
        return isMissed || before != (shown, awaited)
    }

    /// A trigger does not begin anew what is on already, as after a restart; the guide does.
    private mutating func begin(_ place: String, _ reason: GuidanceEvent.Reason) {
        let isGuide = if case .guide = reason { true } else { false }
        let epoch = wantedEpoch
        wantedEpoch = nil
        guard isGuide || (awaited?.scene.place ?? shown?.scene.place) != place else { return }
        guard let scene = epoch.map({ SceneID(place: place, epoch: $0) }) ?? catalogue.firstScene(of: place) else {
            return
        }
        awaited = AwaitedScene(scene: scene, since: time, reason: reason.code)
    }

    /// What the next place ends stays until that one starts.
    private mutating func end(_ place: String, _ reason: GuidanceEvent.Reason) {
        if case .nextBegan = reason { return }
        if awaited?.scene.place == place { awaited = nil }
        guard shown?.scene.place == place else { return }
        shown = nil
        log.stop(at: time)
    }

    /// The engine's present, for what has no fix of its own.
    var engineTime: Double { engine.time.isFinite ? engine.time : 0 }
}
