internal import Foundation
internal import Logging
internal import Synchronization

/// Saves and restores live state as long as the disk lets it, and says when it does not.
final class LiveKeeper: Sendable {
    /// As the state's `faults` name it.
    static let fault = "state_not_saved"

    private let store: LiveStore?
    private let isFailingNow: Mutex<Bool>
    private let logger: Logger

    /// - Parameter path: `nil` keeps nothing, which is no fault.
    init(path: String?, logger: Logger) {
        self.logger = logger
        let opening = path.map(LiveStore.open)
        if let complaint = opening?.complaint { logger.error("\(complaint)") }
        store = opening?.store
        isFailingNow = Mutex(path != nil && opening?.store == nil)
    }

    var isFailing: Bool { isFailingNow.withLock { $0 } }

    func attempt(_ body: (LiveKeeper) async throws -> Void) async {
        guard store != nil else { return }
        do {
            try await body(self)
            let wasFailing = change(to: false)
            if wasFailing { logger.notice("the state is kept again") }
        } catch is CancellationError {
            return
        } catch {
            let wasFailing = change(to: true)
            if !wasFailing {
                logger.error(
                    "the state cannot be kept, the tour goes on",
                    metadata: ["error": "\(LiveStore.words(error))"]
                )
            }
        }
    }

    private func change(to isFailing: Bool) -> Bool {
        isFailingNow.withLock { now in
            defer { now = isFailing }
            return now
        }
    }
}

extension LiveKeeper {
    private struct SavedSessions: Codable {
        var sessions: [GuideSessions.Saved]
        var savedS: Double
        var boot: String
    }

    func saveState(_ state: @escaping @Sendable () -> SavedState) async throws {
        try await store?.save(.state, state)
    }

    func saveAccess(_ access: AccessControl) async throws {
        try await store?.save(.sessions) {
            SavedSessions(sessions: access.savedSessions, savedS: access.clock.now, boot: access.clock.boot)
        }
        try await store?.save(.headsets) { access.savedHeadsets }
    }

    /// Takes up what another process has kept. Of another run of the machine, time has not passed while it was off.
    func restore(_ state: inout TourState, _ access: AccessControl, _ clock: ServerClock) {
        guard let store else { return }
        do {
            if let saved = try store.load(.state, as: SavedState.self) {
                state.restore(saved, boot: clock.boot, at: clock.now)
            }
            let headsets = try store.load(.headsets, as: [Enrolment.Headset].self) ?? []
            let sessions = try store.load(.sessions, as: SavedSessions.self)
            let shift = sessions.map { $0.boot == clock.boot ? 0 : clock.now - $0.savedS } ?? 0
            access.restore(headsets, sessions?.sessions ?? [], shift: shift)
        } catch {
            logger.error("the kept state cannot be read, the tour begins anew", metadata: ["error": "\(error)"])
        }
    }
}
