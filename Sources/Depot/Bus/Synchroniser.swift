internal import Foundation
internal import TourBundle

/// Brings the newest releases of a depot onto a bus.
package struct Synchroniser: Sendable {
    package let source: any DepotSource
    package let bus: BusFolder
    package let program: ProgramVersion?
    /// Trusted where the bus trusts nobody yet.
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
    /// - Throws: `DepotError`, `BundleError` or `CancellationError`; what played before plays on then.
    package func run(tour: String?) async throws -> [SyncOutcome] {
        let lock = try bus.lock()
        defer { _ = lock }
        let trusted = try trusted()
        let offer = try await persistently { try await source.offer() }
        let newest = offer.newest(of: tour)
        guard !newest.isEmpty else {
            throw DepotError.noDepot(source.name, reason: "it has no release" + (tour.map { " of tour '\($0)'" } ?? ""))
        }
        var trust = trusted.following(offer.statements)
        var outcomes: [SyncOutcome] = []
        for id in newest { outcomes.append(try await bring(id, &trust)) }
        return outcomes
    }

    private func trusted() throws(DepotError) -> BusTrust {
        guard let trust = try bus.trust() else {
            guard let pin else {
                throw .key(bus.path, "trusts no depot yet; name its key once with --key FILE.pub")
            }
            return BusTrust(keys: [pin])
        }
        guard let pin, !trust.keys.contains(pin) else { return trust }
        throw .key(
            bus.trustFile,
            "trusts another key than \(pin.short)…; leave --key out, or delete this file to begin with the new one"
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
        let current = bus.current(id.tour)
        let verdict = try trust.judge(
            release,
            known: bus.known(id.tour),
            current: current?.version,
            program: program,
            at: now
        )
        if verdict == .install { try await install(release, id, over: current) }
        trust.versions[id.tour] = max(trust.versions[id.tour] ?? 0, id.version)
        try bus.keep(trust)
        return SyncOutcome(
            tour: id.tour,
            version: id.version,
            outcome: verdict == .install ? .installed : verdict == .nothingNew ? .nothingNew : .rolledBack,
            previous: current?.version,
            receivedBytes: source.received,
            expires: release.body.expires
        )
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

    private func install(_ release: SignedRelease, _ id: ReleaseID, over current: ReleaseID?) async throws {
        if bus.release(id)?.digest != release.digest {
            bus.discardPart(of: id)
            try writeWhole(release.file, to: bus.releaseFile(id))
        }
        if try await !isWhole(bus.bundleFile(id), release) {
            try await take(release, id)
        }
        try bus.play(id)
        bus.tidy(keeping: [id, current ?? ReleaseID(tour: id.tour, version: 0)])
    }

    private func take(_ release: SignedRelease, _ id: ReleaseID) async throws {
        let partial = bus.partialFile(id)
        try checkSpace(for: release.body.content, partial)
        let intake = try BundleIntake(path: partial)
        var work = ReleaseIntake(
            id,
            content: release.body.content,
            source: source,
            intake: intake,
            neighbours: bus.neighbours(of: id.tour),
            folder: bus,
            report: onProgress
        )
        try await work.run()
        guard try await isWhole(partial, release) else {
            bus.discardPart(of: id)
            throw DepotError.unreachable(source.name, reason: "what was taken in does not verify, and is thrown away")
        }
        try syncFile(partial)
        guard unsafe rename(partial, bus.bundleFile(id)) == 0 else { throw DepotError.lastFailure(bus.bundleFile(id)) }
        try syncFolder(of: bus.bundleFile(id))
    }

    /// Reads every byte.
    private func isWhole(_ path: String, _ release: SignedRelease) async throws -> Bool {
        guard exists(path), let reader = try? BundleReader(path: path) else { return false }
        let isSigned = try await release.body.difference(from: reader.tour, reader.content()) == nil
        guard isSigned else { return false }
        return try await reader.verify().isWhole
    }

    private func checkSpace(for content: BundleContent, _ partial: String) throws(DepotError) {
        let there = Int(FileState(path: partial)?.size ?? 0)
        let needed = max(0, content.fileBytes - there)
        let free = bus.freeBytes
        guard free >= needed else {
            throw .noSpace(folder: bus.path, neededBytes: needed, freeBytes: free)
        }
    }
}

extension BundleContent {
    /// What its file takes at most, nearly: pages that are not full, the index of tiles, and a journal.
    fileprivate var fileBytes: Int {
        bytes + bytes / 8 + panoramas.reduce(0) { $0 + $1.tiles } * 256 + (1 << 20)
    }
}
