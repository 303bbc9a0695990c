internal import Foundation
internal import TourBundle

/// Brings the newest releases of a depot onto a bus.
package struct Synchroniser: Sendable {
    package let source: any DepotSource
    package let bus: BusFolder
    package let program: ProgramVersion?
    /// Trusted where the bus trusts nobody yet; afterwards it must name the same depot.
    package let pin: VerificationKey?
    /// Seconds since 1970.
    package let now: Int
    package let onProgress: @Sendable (SyncProgress) -> Void

    package init(
        source: any DepotSource,
        bus: BusFolder,
        program: ProgramVersion?,
        pin: VerificationKey?,
        now: Int,
        onProgress: @escaping @Sendable (SyncProgress) -> Void
    ) {
        (self.source, self.bus, self.program, self.pin, self.now) = (source, bus, program, pin, now)
        self.onProgress = onProgress
    }

    /// - Parameter tour: the only one to be brought; nil for all that the depot has.
    /// - Throws: `DepotError` or `CancellationError`; what played before plays on then.
    package func run(tour: String?) async throws -> SyncResult {
        do {
            return try await bringAll(tour)
        } catch {
            // To be cancelled may look like a failed connection or read.
            throw Task.isCancelled ? CancellationError() : error
        }
    }

    private func bringAll(_ tour: String?) async throws -> SyncResult {
        let lock = try bus.lock()
        defer { _ = lock }
        let start = try trustAtStart()
        let offer = try await persistently { try await source.offer() }
        let newest = offer.newest(of: tour)
        guard !newest.isEmpty else {
            throw DepotError.noDepot(source.name, reason: "it has no release" + (tour.map { " of tour '\($0)'" } ?? ""))
        }
        var trust = try following(offer.statements, from: start)
        var result = SyncResult()
        for id in newest {
            do {
                result.outcomes.append(try await bring(id, &trust))
            } catch let error as DepotError where error.isOfOneRelease {
                var outcome = outcome(id, .refused, over: bus.current(id.tour))
                outcome.fault = "\(error)"
                result.outcomes.append(outcome)
            } catch {
                guard !Task.isCancelled else { throw error }
                result.fault = error
                break
            }
        }
        return result
    }

    private func outcome(_ id: ReleaseID, _ kind: SyncOutcome.Kind, over previous: ReleaseID?) -> SyncOutcome {
        SyncOutcome(
            tour: id.tour,
            version: id.version,
            outcome: kind,
            previous: previous?.version,
            receivedBytes: source.received
        )
    }

    private func bring(_ id: ReleaseID, _ trust: inout BusTrust) async throws -> SyncOutcome {
        let release: SignedRelease
        do {
            release = try await signed(id)
        } catch DepotError.signature {
            // A byte that fell over on the way would look the same.
            release = try await signed(id)
        }
        // A pin is kept once something was signed by it, so that a sync that breaks off need not be told again.
        if !exists(bus.trustFile), trust.keys.contains(release.key) { try bus.keep(trust) }
        let current = bus.current(id.tour)
        let verdict = try await verdict(on: release, id, current, trust)
        if verdict == .install { try await install(release, id, over: current) }
        trust.note(release)
        try bus.keep(trust)
        var outcome = outcome(id, SyncOutcome.Kind(verdict), over: current)
        outcome.expires = release.body.expires
        return outcome
    }

    private func verdict(
        on release: SignedRelease,
        _ id: ReleaseID,
        _ current: ReleaseID?,
        _ trust: BusTrust
    ) async throws -> ReleaseVerdict {
        let known = bus.known(id.tour)
        let verdict = try trust.judge(release, known: known, current: current?.version, program: program, at: now)
        guard verdict == .nothingNew else { return verdict }
        // A link says what should play; the file may be damaged, or gone.
        return try await isSigned(bus.bundleFile(id), release) ? .nothingNew : .install
    }

    private func signed(_ id: ReleaseID) async throws -> SignedRelease {
        let release = try await persistently {
            try SignedRelease(file: await source.release(id), name: "\(source.name): \(id.name)")
        }
        guard release.body.id == id else {
            throw DepotError.refused(
                release: id.name,
                reason: "what the depot gives by that name is release \(release.body.tour) \(release.body.version)"
            )
        }
        return release
    }
}

// MARK: - Trust

extension Synchroniser {
    private func trustAtStart() throws(DepotError) -> BusTrust {
        if let trust = try bus.trust() { return trust }
        guard let pin else {
            throw .key(bus.path, "trusts no depot yet; name its key once with --key FILE.pub")
        }
        return BusTrust(pinned: pin)
    }

    /// Keys learned are kept at once: the depot may drop their statements, whatever becomes of this sync.
    private func following(_ statements: [SignedKeyStatement], from start: BusTrust) throws(DepotError) -> BusTrust {
        let trust = start.following(statements)
        if let pin, !trust.accepts(pin, statements) {
            throw .key(
                bus.trustFile,
                "trusts another key than \(pin.short)…; leave --key out, or delete this file to begin with the new one"
            )
        }
        if trust != start, exists(bus.trustFile) { try bus.keep(trust) }
        return trust
    }
}

extension SyncOutcome.Kind {
    fileprivate init(_ verdict: ReleaseVerdict) {
        switch verdict {
        case .install: self = .installed
        case .nothingNew: self = .nothingNew
        case .rolledBack: self = .rolledBack
        }
    }
}

extension DepotError {
    /// Whether it says nothing of a depot's other tours.
    fileprivate var isOfOneRelease: Bool {
        switch self {
        case .refused, .signature, .otherContent: true
        default: false
        }
    }
}
