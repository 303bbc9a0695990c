internal import Foundation
internal import Guidance
internal import Logging
internal import NIOCore
internal import Synchronization
internal import TourBundle

/// The live state of the running server: hands events to `TourState`, and does what comes back.
final class LiveTour: Sendable {
    let clock: ServerClock
    let broadcast = StateBroadcast()
    let access: AccessControl
    private let state: Mutex<TourState>
    private let orders = Mutex(())
    private let areHeadsetsNew = Mutex(true)
    private let source: (any PositionSource)?
    private let keeper: LiveKeeper
    private let logger: Logger
    private let (saves, requestSave) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    private static let tickSeconds = 0.1
    /// The guides' list of headsets is told no more often than every so many ticks.
    private static let headsetsTicks = 2

    init(bundle: BundleReader, settings: LiveSettings, clock: ServerClock = ServerClock(), logger: Logger)
        throws(BundleError)
    {
        var state = TourState(bundle.tour, try bundle.drive(), hasSource: settings.source != nil)
        access = AccessControl(settings, clock: clock)
        keeper = LiveKeeper(path: settings.statePath, logger: logger)
        keeper.restore(&state, access, clock)
        self.state = Mutex(state)
        (source, self.clock, self.logger) = (settings.source, clock, logger)
        apply { state, time in state.fault(LiveKeeper.fault, isThere: keeper.isFailing, at: time) + [.publish] }
    }

    /// Tells `TourState` something, and does what follows but the saving, which soon follows.
    @discardableResult
    func apply<Failure: Error>(
        _ step: (inout TourState, _ time: Double) throws(Failure) -> [StateAction]
    ) throws(Failure) -> [StateAction] {
        let outcome = state.withLock { state -> Result<[StateAction], Failure> in
            do throws(Failure) {
                let actions = try step(&state, clock.now)
                if actions.contains(.publish) { publish(state) }
                return .success(actions)
            } catch {
                return .failure(error)
            }
        }
        let actions = try outcome.get()
        if actions.contains(.publishHeadsets) { areHeadsetsNew.withLock { $0 = true } }
        if actions.contains(.save) { requestSave.yield() }
        return actions
    }

    func read<Value>(_ look: (TourState) -> Value) -> Value { state.withLock { look($0) } }

    private func publish(_ state: TourState) {
        do {
            broadcast.publish(ByteBuffer(bytes: try state.snapshotJSON()), revision: state.revision)
        } catch {
            logger.error("cannot tell the state", metadata: ["error": "\(error)"])
        }
    }
}

// MARK: - Saving

extension LiveTour {
    /// Returns when what is decided by now is on the disk, or cannot be.
    func save() async { await keep([.state, .sessions]) }

    func saveAccess() async { await keep([.sessions, .headsets]) }

    /// What an order has changed and its number are kept both or neither, so that none is carried out twice.
    func saveAll() async { await keep(Set(LiveStore.Kind.allCases)) }

    private func keep(_ kinds: Set<LiveStore.Kind>) async {
        await keeper.save(kinds) { [self] kinds in
            try whole { try Dictionary(uniqueKeysWithValues: kinds.map { ($0, try kept($0)) }) }
        }
        apply { state, time in state.fault(LiveKeeper.fault, isThere: keeper.isFailing, at: time) }
    }

    /// An order and its number, or what is kept of both: nothing comes between.
    func whole<Value, Failure: Error>(_ work: () throws(Failure) -> Value) throws(Failure) -> Value {
        try orders.withLock { _ throws(Failure) in try work() }
    }

    private func kept(_ kind: LiveStore.Kind) throws -> Data {
        let encoder = JSONEncoder()
        return switch kind {
        case .state: try encoder.encode(read { $0.saved(boot: clock.boot) })
        case .headsets: try encoder.encode(access.savedHeadsets)
        case .sessions:
            try encoder.encode(
                LiveKeeper.SavedSessions(sessions: access.savedSessions, savedS: clock.now, boot: clock.boot)
            )
        }
    }
}

// MARK: - Running

extension LiveTour {
    /// Until the task is cancelled.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await self.drive() }
            group.addTask { try await self.tick() }
            group.addTask { for await _ in self.saves { await self.save() } }
        }
    }

    private func drive() async throws {
        guard let source else { return }
        try await source.run { report in
            if case .state(let state) = report { logger.notice("positions", metadata: ["state": "\(state)"]) }
            apply { state, time in state.take(report, at: time) }
        }
    }

    private func tick() async throws {
        let watch = ContinuousClock()
        var next = watch.now
        var count = 0
        while true {
            next += .seconds(Self.tickSeconds)
            try await watch.sleep(until: next)
            count += 1
            apply { state, time in state.tick(at: time) }
            if count.isMultiple(of: Self.headsetsTicks) { publishHeadsets() }
            if count.isMultiple(of: Int(LiveConstants.pingSeconds / Self.tickSeconds)) { broadcast.ping() }
            if count.isMultiple(of: Int(LiveConstants.savingRetrySeconds / Self.tickSeconds)), keeper.isFailing {
                requestSave.yield()
            }
        }
    }

    private func publishHeadsets() {
        let isNew = areHeadsetsNew.withLock { isNew in
            defer { isNew = false }
            return isNew
        }
        guard isNew, let json = try? headsetsJSON() else { return }
        broadcast.publish(headsets: ByteBuffer(bytes: json))
    }

    /// Enrolled headsets and those that ask to be, for guides.
    func headsetsJSON() throws -> [UInt8] {
        let (headsets, candidates) = access.headsets(at: clock.now)
        return try ManifestJSON.encode(read { HeadsetList(headsets, candidates, $0) })
    }

    func headsetsChanged() { areHeadsetsNew.withLock { $0 = true } }
}
