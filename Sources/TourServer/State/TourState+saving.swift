internal import Guidance

// What outlives the process.
extension TourState {
    /// - Parameter boot: the machine's run, for whose clock the times are.
    package func saved(boot: String) -> SavedState {
        // What is decided counts, even if its start is not.
        let present = awaited == nil ? shown : nil
        var saved = SavedState(
            tour: catalogue.tour,
            scene: awaited?.scene ?? shown?.scene,
            startS: present?.start,
            pausedAtS: present?.pausedAt,
            isHeld: engine.isHeld,
            isHeadsetsOff: isHeadsetsOff,
            volume: volume,
            language: language,
            yawFrame: yawFrame,
            yawFramesOf: yawFramesOf,
            revision: revision,
            boot: boot
        )
        saved.standing = StandingOrders(
            messages: messages,
            lastMessage: lastMessage,
            pointAt: pointAt,
            recentres: recentres,
            recentresOf: recentresOf,
            identifies: identifies,
            comfortNow: comfortNow,
            comfortOf: comfortOf
        )
        return saved
    }

    /// Takes up where another process ended.
    ///
    /// In the same run of the machine the clock is the same, and the scene goes on as if nothing had happened. After the
    /// machine was off nobody wears a headset: the scene begins anew, unless it was paused. Of another tour only what is
    /// no matter of scenes counts.
    package mutating func restore(_ saved: SavedState, boot: String, at time: Double) {
        advance(to: time)
        revision = saved.revision + 1
        isHeadsetsOff = saved.isHeadsetsOff
        volume = (0...1).contains(saved.volume) ? saved.volume : 1
        language = saved.language.flatMap { catalogue.languages.contains($0) ? $0 : nil }
        let isSameRun = saved.boot == boot
        if let standing = saved.standing { restore(standing, isSameRun) }
        (yawFrame, yawFramesOf) = (saved.yawFrame, saved.yawFramesOf ?? [:])
        guard saved.tour == catalogue.tour else { return }
        if let standing = saved.standing { restore(ofScenes: standing, isSameRun) }
        if let scene = saved.scene, catalogue.panorama(of: scene) != nil {
            _ = engine.command(.goTo(place: scene.place), at: engineTime)
            if !saved.isHeld { _ = engine.command(.resume, at: engineTime) }
            show(scene, saved, isSameRun: isSameRun)
        } else if saved.isHeld {
            _ = engine.command(.hold, at: engineTime)
        }
    }

    /// Messages are for the moment: they go with the machine's run.
    private mutating func restore(_ standing: StandingOrders, _ isSameRun: Bool) {
        lastMessage = standing.lastMessage
        recentres = standing.recentres
        (recentresOf, identifies) = (standing.recentresOf, standing.identifies)
        if isSameRun { messages = standing.messages.filter { $0.untilS > time } }
    }

    /// The arrow and the moment's comfort go with the machine's run too.
    private mutating func restore(ofScenes standing: StandingOrders, _ isSameRun: Bool) {
        comfortOf = (standing.comfortOf ?? [:]).filter { catalogue.places.contains($0.key) }
        guard isSameRun else { return }
        comfortNow = standing.comfortNow
        pointAt = standing.pointAt
    }

    private mutating func show(_ scene: SceneID, _ saved: SavedState, isSameRun: Bool) {
        if let pausedAt = saved.pausedAtS {
            shown = ShownScene(scene: scene, start: time - pausedAt, pausedAt: pausedAt)
        } else if isSameRun, let start = saved.startS, start <= time + LiveConstants.leadSeconds {
            shown = ShownScene(scene: scene, start: start)
        } else {
            awaited = AwaitedScene(scene: scene, since: time, reason: DriveRecord.byRestart)
        }
    }
}
