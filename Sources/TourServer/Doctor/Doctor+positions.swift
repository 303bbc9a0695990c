package import Guidance
internal import Synchronization

extension Doctor {
    /// Waits for a position.
    func positionChecks() async -> [DoctorCheck] {
        guard let positions else { return [] }
        let listener = PositionListener()
        let (enough, announce) = AsyncStream<Void>.makeStream()
        do {
            let source = try positions.source()
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await source.run { report in
                        if listener.take(report) { announce.finish() }
                    }
                    // A recording may end without a position.
                    announce.finish()
                }
                group.addTask { [patience] in
                    try await Task.sleep(for: patience)
                    announce.finish()
                }
                for await _ in enough {}
                group.cancelAll()
                while let _ = await group.nextResult() {}
            }
        } catch {
            return [.fault("gps", "\(error)", "correct --gps", code: "gps_unusable")]
        }
        return [listener.check]
    }
}

/// What a receiver has said so far.
package struct PositionHearing {
    private var state: PositionSourceState?
    private var satellites: (used: Int, seen: Int)?
    private var located: Fix?
    private var hasSpoken = false

    package init() {}

    /// - Returns: whether there is a position.
    package mutating func take(_ report: PositionReport) -> Bool {
        switch report {
        case .fix(let fix, _):
            hasSpoken = true
            if fix.mode != .none, fix.location != nil { located = fix }
        case .state(let state): self.state = state
        case .satellites(let used, let seen): satellites = (used, seen)
        case .fault, .idle: break
        }
        return located != nil
    }

    package var check: DoctorCheck {
        let sky = satellites.map { ", \($0.used) of \($0.seen) satellites used" } ?? ""
        if let located {
            let accuracy = located.accuracyMetres.map { ", good to \(Int($0.rounded(.up))) m" } ?? ""
            return .good("gps", "a position\(accuracy)\(sky)", code: "gps_found")
        }
        if hasSpoken {
            return .warning(
                "gps",
                "no position yet\(sky)",
                "wait under the open sky; the guide can lead the tour meanwhile",
                code: "gps_searching"
            )
        }
        let fact = state.map { "\($0)" } ?? "nothing came"
        return .fault("gps", fact, "see to the receiver and gpsd: 'gpsmon' shows what comes", code: "gps_silent")
    }
}

/// Hears from one task and is asked by another.
private final class PositionListener: Sendable {
    private let hearing = Mutex(PositionHearing())

    var check: DoctorCheck { hearing.withLock(\.check) }

    func take(_ report: PositionReport) -> Bool { hearing.withLock { $0.take(report) } }
}
