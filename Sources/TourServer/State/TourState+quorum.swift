internal import Guidance
internal import TourBundle

// A scene starts when enough headsets hold it, or after a stated time, and always in the future.
extension TourState {
    /// Headsets that report: those that are waited for.
    var present: [HeadsetPresence] {
        headsets.values.filter { ($0.heard ?? -.infinity) > time - LiveConstants.presenceSeconds }
    }

    /// How many present headsets hold a scene.
    func holders(of scene: SceneID) -> Int {
        guard let panorama = catalogue.panorama(of: scene) else { return 0 }
        return present.count { $0.held.contains(panorama) }
    }

    /// How many must hold a scene before it starts.
    var quorum: Int { Int((Double(present.count) * LiveConstants.quorum).rounded(.up)) }

    mutating func settleQuorum() -> [StateAction] {
        guard let awaited else { return [] }
        let isOver = time - awaited.since >= LiveConstants.longestWaitSeconds
        guard isOver || holders(of: awaited.scene) >= quorum else { return [] }
        self.awaited = nil
        pointAt = nil
        if awaited.scene.place != shown?.scene.place { comfortNow = nil }
        let start = time + LiveConstants.leadSeconds
        shown = ShownScene(scene: awaited.scene, start: start)
        log.show(
            awaited.scene,
            awaited.reason,
            progress: engine.progressMetres,
            areOff: isHeadsetsOff,
            at: start
        )
        return publish(.save)
    }
}

// MARK: - Headsets

extension TourState {
    package mutating func take(_ report: HeadsetReport, of headset: String, at time: Double) -> [StateAction] {
        advance(to: time)
        let before = awaited.map { holders(of: $0.scene) }
        var presence = headsets[headset] ?? HeadsetPresence()
        if let holds = report.holds { presence.held = Set(holds) }
        presence.report = report
        presence.report.holds = nil
        presence.heard = time
        headsets[headset] = presence
        let isBack = log.hear(headset, at: time)
        let isNearer = awaited.map { holders(of: $0.scene) } != before
        return [.publishHeadsets] + (isBack ? [.save] : []) + (isNearer ? publish() : []) + settleQuorum()
    }

    /// - Parameter step: +1 for an event stream that was opened, −1 for one that has ended.
    package mutating func headset(_ headset: String, streams step: Int, at time: Double) -> [StateAction] {
        advance(to: time)
        var presence = headsets[headset] ?? HeadsetPresence()
        presence.streams = max(presence.streams + step, 0)
        headsets[headset] = presence
        return [.publishHeadsets]
    }

    /// It has enrolled anew.
    package mutating func rename(headset: String, to id: String, at time: Double) -> [StateAction] {
        log.rename(headset, id)
        return forget(headset: headset, at: time) + [.save]
    }

    /// It is no longer enrolled.
    package mutating func forget(headset: String, at time: Double) -> [StateAction] {
        advance(to: time)
        headsets[headset] = nil
        recentresOf[headset] = nil
        identifies[headset] = nil
        log.forget(headset, at: time)
        return [.publishHeadsets] + settleQuorum()
    }
}
