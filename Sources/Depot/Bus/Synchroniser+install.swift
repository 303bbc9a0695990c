internal import Foundation
internal import TourBundle

extension Synchroniser {
    /// Takes in what is missing of a release, and has it play.
    func install(_ release: SignedRelease, _ id: ReleaseID, over current: ReleaseID?) async throws {
        if bus.release(id)?.digest != release.digest {
            bus.discardPart(of: id)
            try writeWhole(release.file, to: bus.releaseFile(id))
        }
        if try await !isWhole(bus.bundleFile(id), release) { try await take(release, id) }
        try bus.play(id)
        for other in bus.begun(besides: id) { bus.discardPart(of: other) }
        // Where it plays already and was only mended, the one before is still the one before.
        if current != id { bus.tidy(keeping: [id, current ?? ReleaseID(tour: id.tour, version: 0)]) }
    }

    private func take(_ release: SignedRelease, _ id: ReleaseID) async throws {
        let partial = bus.partialFile(id)
        let isBegun = exists(partial)
        if try await fill(partial, release, id) { return try putInPlace(partial, id) }
        bus.discardPart(of: id)
        guard isBegun else {
            throw DepotError.unreachable(source.name, reason: "what was taken in does not verify, and is thrown away")
        }
        // What an earlier sync left was damaged since: once more without it.
        try await take(release, id)
    }

    /// - Returns: false where what lies there now is damaged.
    private func fill(_ partial: String, _ release: SignedRelease, _ id: ReleaseID) async throws -> Bool {
        let content = release.body.content
        let large = Set(content.mediaParts.map(\.digest))
        for other in bus.begun(besides: id) { bus.adoptParts(of: other, for: id, large) }
        try checkSpace(for: content, id)
        do {
            var work = ReleaseIntake(
                id,
                content: content,
                source: source,
                intake: try BundleIntake(path: partial),
                neighbours: bus.neighbours(of: id.tour),
                begun: bus.begun(besides: id).map(bus.partialFile).filter(exists).compactMap {
                    try? BundleIntake(path: $0)
                },
                folder: bus,
                report: onProgress
            )
            try await work.run()
        } catch let error as BundleError where error.isDamage {
            return false
        }
        return try await isWhole(partial, release)
    }

    private func putInPlace(_ partial: String, _ id: ReleaseID) throws(DepotError) {
        let bundle = bus.bundleFile(id)
        // Nobody writes into it any more, nor through the link to it.
        guard unsafe chmod(partial, 0o444) == 0 else { throw .lastFailure(partial) }
        try syncFile(partial)
        guard unsafe rename(partial, bundle) == 0 else { throw .lastFailure(bundle) }
        try syncFolder(of: bundle)
    }

    /// Reads every byte.
    private func isWhole(_ path: String, _ release: SignedRelease) async throws -> Bool {
        try await holds(path) { reader in
            guard try await release.body.difference(from: reader.tour, reader.content()) == nil else { return false }
            return try await reader.verify().isWhole
        }
    }

    /// Reads its tables alone.
    func isSigned(_ path: String, _ release: SignedRelease) async throws -> Bool {
        try await holds(path) { try await release.body.difference(from: $0.tour, $0.content()) == nil }
    }

    /// - Returns: false also where there is no bundle, or one that is too damaged to be asked.
    private func holds(_ path: String, _ what: (BundleReader) async throws -> Bool) async throws -> Bool {
        do {
            return try await what(BundleReader(path: path))
        } catch let error as BundleError where error.isDamage {
            return false
        }
    }

    private func checkSpace(for content: BundleContent, _ id: ReleaseID) throws(DepotError) {
        let there = Int(FileState(path: bus.partialFile(id))?.size ?? 0) + bus.partBytes(of: id)
        let needed = max(0, content.fileBytes - there)
        if bus.freeBytes < needed {
            // They would have saved some of the way, and are not worth that nothing comes at all.
            for other in bus.begun(besides: id) { bus.discardPart(of: other) }
        }
        let free = bus.freeBytes
        guard free >= needed else {
            throw .noSpace(folder: bus.path, neededBytes: needed, freeBytes: free)
        }
    }
}

extension BundleError {
    /// Of the file, not of the system that reads it.
    fileprivate var isDamage: Bool {
        switch self {
        case .missing, .damaged, .notABundle, .newerFormat, .olderFormat: true
        default: false
        }
    }
}

extension BundleContent {
    /// What its file takes at most, nearly: pages that are not full, the index of tiles, and a journal; and the largest file,
    /// which lies beside it until it is whole.
    fileprivate var fileBytes: Int {
        let beside = media.map(\.bytes).filter { $0 >= ReleaseIntake.largeBytes }.max() ?? 0
        return bytes + bytes / 8 + panoramas.reduce(0) { $0 + $1.tiles } * 256 + (1 << 20) + beside
    }
}
