internal import Foundation
internal import Logging
internal import NIOPosix
internal import Synchronization

/// Saves and restores live state as long as the disk lets it, and says when it does not.
final class LiveKeeper: Sendable {
    /// As the state's `faults` name it.
    static let fault = "state_not_saved"

    private struct Standing {
        /// `nil` until the file can be opened.
        var store: LiveStore?
        var isFailing: Bool
        var failures = 0
    }

    /// `nil` keeps nothing, which is no fault.
    private let path: String?
    private let standing: Mutex<Standing>
    private let logger: Logger

    init(path: String?, logger: Logger) {
        (self.path, self.logger) = (path, logger)
        let opening = path.map(LiveStore.open)
        if let complaint = opening?.complaint { logger.error("\(complaint)") }
        standing = Mutex(Standing(store: opening?.store, isFailing: path != nil && opening?.store == nil))
    }

    var isFailing: Bool { standing.withLock { $0.isFailing } }

    /// Writes what is to be kept, all of it each time, so that after a failure the next write makes up for it.
    ///
    /// - Parameter opened: is told, before anything is written to a file that could not be opened before, its log's last
    ///   entry.
    /// - Returns: the last entry of the log that was written.
    func save(
        opened: @Sendable (_ lastEntry: Int) -> Void,
        _ content: @escaping @Sendable () throws -> LiveStore.Content
    ) async -> Int? {
        guard let path else { return nil }
        let (wasFailing, failures) = standing.withLock { ($0.isFailing, $0.failures) }
        do {
            let written = try await store(at: path, opened).save(content)
            if wasFailing { recover(from: failures) }
            return written
        } catch is CancellationError {
            return nil
        } catch {
            fail(LiveStore.complaint(path, error))
            return nil
        }
    }

    /// The log as far as it is in the file; empty where there is none.
    ///
    /// - Throws: where it cannot be read.
    func entries() async throws -> [HandoverEntry] {
        guard let path else { return [] }
        guard let store = standing.withLock(\.store) else {
            guard !FileManager.default.fileExists(atPath: path) else { throw CannotOpen() }
            return []
        }
        do {
            return try await store.entries()
        } catch {
            logger.error("\(path): the log of headsets cannot be read: \(LiveStore.words(error))")
            throw error
        }
    }

    /// The file; one that could not be opened so far may be by now.
    private func store(at path: String, _ opened: @Sendable (Int) -> Void) async throws -> LiveStore {
        if let store = standing.withLock(\.store) { return store }
        let (opening, lastEntry) = try await NIOThreadPool.singleton.runIfActive {
            let opening = LiveStore.open(path)
            return (opening, try opening.store?.lastEntry() ?? 0)
        }
        guard let store = opening.store else { throw CannotOpen() }
        if let complaint = opening.complaint { logger.error("\(complaint)") }
        opened(lastEntry)
        standing.withLock { $0.store = store }
        return store
    }

    /// The reason has been said at the start.
    private struct CannotOpen: Error {}

    private func fail(_ complaint: String) {
        let wasFailing = standing.withLock { standing in
            defer { standing.isFailing = true }
            standing.failures += 1
            return standing.isFailing
        }
        if !wasFailing { logger.error("\(complaint)") }
    }

    /// A failure since then may be of what was not yet written.
    private func recover(from failures: Int) {
        let isWhole = standing.withLock { standing in
            guard standing.isFailing, standing.failures == failures else { return false }
            standing.isFailing = false
            return true
        }
        if isWhole { logger.notice("the state is kept again") }
    }
}

extension LiveKeeper {
    /// What sessions are kept with.
    struct SavedSessions: Codable {
        var sessions: [GuideSessions.Saved]
        var savedS: Double
        var boot: String
    }

    /// Takes up what another process has kept. Of another run of the machine, time has not passed while it was off.
    func restore(_ state: inout TourState, _ fleet: inout Fleet, _ access: AccessControl, _ clock: ServerClock) {
        guard let path else { return }
        if let store = standing.withLock(\.store) {
            take(store, path, &state, &fleet, access, clock)
        } else if FileManager.default.fileExists(atPath: path) {
            do {
                try LiveStore.reading(copyOf: path) { take($0, path, &state, &fleet, access, clock) }
                logger.notice("\(path): where the tour stood was read from it, though nothing is kept there now")
            } catch {
                logger.error("\(path): cannot be read either: \(LiveStore.words(error)); the tour begins anew")
            }
        }
    }

    private func take(
        _ store: LiveStore,
        _ path: String,
        _ state: inout TourState,
        _ fleet: inout Fleet,
        _ access: AccessControl,
        _ clock: ServerClock
    ) {
        if let saved = load(.state, as: SavedState.self, store, path) {
            state.restore(saved, boot: clock.boot, at: clock.now)
        }
        if let drives = load(.drives, as: SavedDrives.self, store, path) {
            state.restore(drives, boot: clock.boot, at: clock.now)
        }
        if let saved = load(.fleet, as: Fleet.Saved.self, store, path) { fleet.restore(saved) }
        do {
            fleet.goOn(after: try store.lastEntry())
        } catch {
            logger.error("\(path): the log of headsets cannot be read: \(LiveStore.words(error))")
        }
        let headsets = load(.headsets, as: [Enrolment.Headset].self, store, path) ?? []
        let sessions = load(.sessions, as: SavedSessions.self, store, path)
        let shift = sessions.map { $0.boot == clock.boot ? 0 : clock.now - $0.savedS } ?? 0
        access.restore(headsets, sessions?.sessions ?? [], shift: shift)
    }

    /// What cannot be understood is lost alone.
    private func load<Value: Decodable>(
        _ kind: LiveStore.Kind,
        as type: Value.Type,
        _ store: LiveStore,
        _ path: String
    ) -> Value? {
        do {
            return try store.load(kind, as: type)
        } catch {
            logger.error("\(path): the kept \(kind) cannot be read: \(LiveStore.words(error)); \(kind.loss)")
            return nil
        }
    }
}

extension LiveStore.Kind {
    /// What follows where it is lost.
    fileprivate var loss: String {
        switch self {
        case .state: "the tour begins anew"
        case .sessions: "sign in again"
        case .headsets: "enrol the headsets again"
        case .drives: "the reports of drives are gone"
        case .fleet: "seat the headsets again"
        }
    }
}
