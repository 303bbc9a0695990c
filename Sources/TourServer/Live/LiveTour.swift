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
    private let fleet: Mutex<Fleet>
    private let areHeadsetsNew = Mutex(true)
    /// Is held before `state` and what `access` has, never after.
    private let wholeness = Mutex(())
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
        var fleet = Fleet(plan: settings.seats)
        keeper.restore(&state, &fleet, access, clock)
        self.state = Mutex(state)
        self.fleet = Mutex(fleet)
        (source, self.clock, self.logger) = (settings.source, clock, logger)
        apply { state, time in state.fault(LiveKeeper.fault, isThere: keeper.isFailing, at: time) + [.publish, .save] }
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

    func readFleet<Value>(_ look: (Fleet) -> Value) -> Value { fleet.withLock { look($0) } }

    func change(_ step: (inout Fleet) throws(OrderRefusal) -> Void) throws(OrderRefusal) {
        let result = fleet.withLock { fleet -> Result<Void, OrderRefusal> in
            do throws(OrderRefusal) { return .success(try step(&fleet)) } catch { return .failure(error) }
        }
        try result.get()
        headsetsChanged()
    }

    /// The log of headsets, the oldest first.
    ///
    /// - Throws: where it cannot be read.
    func entries() async throws -> [HandoverEntry] {
        let unsaved = readFleet(\.entries)
        let saved = try await keeper.entries()
        return saved + unsaved.filter { $0.id > saved.last?.id ?? 0 }
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
    func save() async {
        let written = await keeper.save(opened: { last in fleet.withLock { $0.goOn(after: last) } }) { [self] in
            try kept()
        }
        if let written { fleet.withLock { $0.saved(upTo: written) } }
        apply { state, time in state.fault(LiveKeeper.fault, isThere: keeper.isFailing, at: time) }
    }

    /// Does something of which everything is kept, or nothing: an order and its number, so that after a kill none is
    /// missing and none is carried out twice.
    func asOne<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try wholeness.withLock { _ throws(Failure) in try body() }
    }

    private func kept() throws -> LiveStore.Content {
        let (state, sessions, headsets, fleet) = asOne {
            (read { $0 }, access.savedSessions, access.savedHeadsets, readFleet { $0 })
        }
        let encoder = JSONEncoder()
        let kinds: [LiveStore.Kind: Data] = [
            .state: try encoder.encode(state.saved(boot: clock.boot)),
            .sessions: try encoder.encode(
                LiveKeeper.SavedSessions(sessions: sessions, savedS: clock.now, boot: clock.boot)
            ),
            .headsets: try encoder.encode(headsets),
            .drives: try encoder.encode(SavedDrives(state, boot: clock.boot, dateOffset: clock.dateOffset)),
            .fleet: try encoder.encode(fleet.saved),
        ]
        return LiveStore.Content(kinds: kinds, entries: fleet.entries)
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
        let fleet = readFleet { $0 }
        return try ManifestJSON.encode(read { HeadsetList(headsets, candidates, fleet, $0) })
    }

    /// What was shown on the drives, for guides.
    func driveReport() -> DriveReport {
        DriveReport(read(\.log).dated(clock.dateOffset), numbers: access.numbers, at: clock.now)
    }

    func headsetsChanged() { areHeadsetsNew.withLock { $0 = true } }
}
