internal import Guidance

// The guide's word.
extension TourState {
    /// - Throws: where there is nothing to be done; then nothing has changed.
    package mutating func obey(_ order: GuideOrder, at time: Double) throws(OrderRefusal) -> [StateAction] {
        advance(to: time)
        switch order {
        case .next: try lead(.next)
        case .back: try lead(.back)
        case .again: try lead(.again)
        case .hold: try lead(.hold)
        case .resume: try lead(.resume)
        case .goTo(let place, let epoch): try go(to: place, epoch)
        case .epoch(let epoch): try choose(epoch)
        case .pause: try pause()
        case .play: try play()
        default: try set(order)
        }
        return publish(.save) + settleQuorum()
    }

    private mutating func lead(_ command: GuideCommand) throws(OrderRefusal) {
        let news = engine.command(command, at: engineTime)
        guard !news.contains(where: { $0.reason == .noSuchPlace }) else { throw .noSuchPlace }
        _ = take(news)
    }

    private mutating func go(to place: String, _ epoch: String?) throws(OrderRefusal) {
        guard let first = catalogue.firstScene(of: place) else { throw .noSuchPlace }
        let scene = SceneID(place: place, epoch: epoch ?? first.epoch)
        guard catalogue.panorama(of: scene) != nil else { throw .noSuchEpoch }
        wantedEpoch = scene.epoch
        defer { wantedEpoch = nil }
        try lead(.goTo(place: place))
    }

    private mutating func choose(_ epoch: String) throws(OrderRefusal) {
        guard let place = awaited?.scene.place ?? shown?.scene.place else { throw .nothingShown }
        let scene = SceneID(place: place, epoch: epoch)
        guard catalogue.panorama(of: scene) != nil else { throw .noSuchEpoch }
        guard (awaited?.scene ?? shown?.scene) != scene else { return }
        awaited = AwaitedScene(scene: scene, since: time, reason: DriveRecord.byGuide)
    }

    private mutating func pause() throws(OrderRefusal) {
        guard let shown else { throw .nothingShown }
        self.shown?.pausedAt = shown.pausedAt ?? max(time - shown.start, 0)
    }

    private mutating func play() throws(OrderRefusal) {
        guard let shown else { throw .nothingShown }
        guard let pausedAt = shown.pausedAt else { return }
        self.shown?.start = time + LiveConstants.leadSeconds - pausedAt
        self.shown?.pausedAt = nil
    }
}

// MARK: - What holds until it is set anew

extension TourState {
    private mutating func set(_ order: GuideOrder) throws(OrderRefusal) {
        switch order {
        case .recentre(nil): recentres += 1
        case .recentre(let headset?): recentresOf[try known(headset), default: 0] += 1
        case .identify(let headset): identifies[try known(headset), default: 0] += 1
        case .headsetsOff(let isOff):
            isHeadsetsOff = isOff
            log.headsetsOff(isOff, at: time)
        case .newDrive: log.beginAnew(at: time)
        case .volume(let share):
            guard (0...1).contains(share) else { throw .notSensible }
            volume = share
        case .language(let tag):
            guard tag.map(catalogue.languages.contains) ?? true else { throw .notSensible }
            language = tag
        case .message(let draft): try add(draft)
        case .clearMessages: messages = []
        case .pointAt(let target):
            guard target?.isDirection ?? true else { throw .notSensible }
            pointAt = target
        case .yawFrame(let frame, nil): (yawFrame, yawFramesOf) = (frame, [:])
        case .yawFrame(let frame, let headset?): yawFramesOf[try known(headset)] = frame
        case .comfort(let comfort, nil): comfortNow = comfort
        case .comfort(let comfort, let place?):
            guard catalogue.places.contains(place) else { throw .noSuchPlace }
            comfortOf[place] = comfort
            // The place's word is the last one.
            if shown?.scene.place == place { comfortNow = nil }
        default: break
        }
    }

    private func known(_ headset: String) throws(OrderRefusal) -> String {
        guard headsets[headset] != nil else { throw .noSuchHeadset }
        return headset
    }

    private mutating func add(_ draft: LiveMessage.Draft) throws(OrderRefusal) {
        guard draft.isSensible else { throw .notSensible }
        lastMessage += 1
        let message = LiveMessage(id: lastMessage, text: draft.text, untilS: time + draft.seconds)
        messages = (messages + [message]).suffix(LiveConstants.mostMessages)
    }
}
