internal import Foundation
internal import Guidance
internal import Tour
internal import TourBundle

extension TourState {
    /// As JSON on one line.
    package func snapshotJSON() throws -> [UInt8] { try ManifestJSON.encode(snapshot) }

    var snapshot: StateSnapshot {
        StateSnapshot(
            revision: revision,
            serverTimeS: milliseconds(time),
            live: isLive,
            held: engine.isHeld,
            scene: shown.map(StateSnapshot.Shown.init),
            awaited: awaited.map(snapshot),
            position: positionSnapshot,
            source: source.map { StateSnapshot.Source(state: $0.name, words: "\($0)") },
            speedMps: hundredths(engine.speed),
            headingDeg: engine.headingRadians.map { hundredths($0 * 180 / .pi) },
            fixTimeS: fixTime.map(milliseconds),
            tooFast: engine.isTooFast,
            comfort: comfort,
            comfortOf: comfortOf,
            next: engine.arrivals(atMost: LiveConstants.mostNextPlaces).map {
                .init(place: $0.place, distanceM: hundredths($0.metres), arrivalS: hundredths($0.seconds))
            },
            outlook: hasSource ? engine.outlook.map(StateSnapshot.Outlook.init) : nil,
            places: Dictionary(
                catalogue.places.map { ($0, engine.state(of: $0)?.rawValue ?? "idle") }
            ) { first, _ in first },
            events: events.map {
                .init(
                    kind: $0.kind.rawValue,
                    place: $0.place,
                    reason: $0.reason.code,
                    words: "\($0.reason)",
                    figures: .init($0.reason)
                )
            },
            prefetch: prefetch,
            messages: messages,
            volume: volume,
            language: language,
            headsetsOff: isHeadsetsOff,
            pointAt: pointAt,
            recentres: recentres,
            recentresOf: recentresOf,
            identifies: identifies,
            yawFrame: yawFrame,
            yawFramesOf: yawFramesOf,
            headsets: .init(
                present: present.count,
                holding: (awaited?.scene ?? shown?.scene).map(holders) ?? 0
            ),
            certificateDays: certificateDays,
            faults: faults.sorted()
        )
    }

    /// The guide's word of the moment goes before that of the place.
    private var comfort: ComfortOverride? { comfortNow ?? shown.flatMap { comfortOf[$0.scene.place] } }

    private func snapshot(_ awaited: AwaitedScene) -> StateSnapshot.Awaited {
        .init(
            place: awaited.scene.place,
            epoch: awaited.scene.epoch,
            holding: holders(of: awaited.scene),
            quorum: quorum,
            untilS: milliseconds(awaited.since + LiveConstants.longestWaitSeconds)
        )
    }

    private var positionSnapshot: StateSnapshot.Position {
        .init(
            state: hasSource ? engine.position.rawValue : "none",
            progressM: engine.progressMetres.map(hundredths),
            deviationM: engine.progressMetres == nil ? nil : engine.deviationMetres.map(hundredths),
            routeM: engine.route.map { hundredths($0.lengthMetres) },
            latitudeDeg: engine.presentLocation?.latitudeDegrees,
            longitudeDeg: engine.presentLocation?.longitudeDegrees,
            accuracyM: engine.presentAccuracyMetres.map(tenths),
            bends: bends
        )
    }

    /// As far behind as a bus drives between two fixes, as far ahead as one foresees, and both as far as it may be astray.
    private var bends: StateSnapshot.Bends? {
        guard let route = engine.route, let progress = engine.progressMetres else { return nil }
        let (from, step) = (-30.0, 2.0)
        let headings = route.drivenHeadings(fromMetres: progress + from, everyMetres: step, count: 41)
        return .init(fromM: from, stepM: step, headingsDeg: headings.map { tenths($0 * 180 / .pi) })
    }

    /// What headsets should hold, most urgent first: what is on or comes now, the place's other epochs, the places ahead,
    /// then the rest of the tour from here on.
    package var prefetch: [SceneID] {
        let now = [awaited?.scene, shown?.scene].compactMap { $0 }
        let ahead = engine.arrivals(atMost: LiveConstants.mostNextPlaces).map(\.place)
        let here = now.first?.place ?? ahead.first
        let start = here.flatMap(catalogue.places.firstIndex) ?? 0
        let rest = catalogue.places[start...] + catalogue.places[..<start]
        let scenes = now + (now.map(\.place) + ahead + rest).flatMap(catalogue.scenes)
        var seen: Set<SceneID> = []
        return Array(scenes.filter { seen.insert($0).inserted }.prefix(LiveConstants.mostPrefetched))
    }
}

extension StateSnapshot.Shown {
    init(_ shown: ShownScene) {
        self.init(
            place: shown.scene.place,
            epoch: shown.scene.epoch,
            startS: milliseconds(shown.start),
            pausedAtS: shown.pausedAt.map(milliseconds)
        )
    }
}

extension PositionSourceState {
    /// For programs; stays the same from version to version.
    fileprivate var name: String {
        switch self {
        case .connecting: "connecting"
        case .running: "receiving"
        case .stale: "stale"
        case .stopped: "stopped"
        case .ended: "ended"
        }
    }
}

private func milliseconds(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
