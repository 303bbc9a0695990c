internal import Foundation
internal import TourBundle

/// Takes in one release: what the bus has is taken from there, the rest from the depot.
struct ReleaseIntake {
    let id: ReleaseID
    let content: BundleContent
    let source: any DepotSource
    let intake: BundleIntake
    /// Bundles in which blobs may lie.
    let neighbours: [BundleReader]
    /// Releases of the same tour that were begun and never became whole: what came of them is not fetched again.
    let begun: [BundleIntake]
    let folder: BusFolder
    let report: @Sendable (SyncProgress) -> Void
    private var done = 0
    private var kept = 0
    /// Taken and not yet committed.
    private var pending: [CheckedBlob] = []
    private var pendingBytes = 0

    /// Lost at most when the process is killed.
    private static let commitBytes = 8 << 20
    /// From this size on a blob has a file of its own until it is whole.
    static let largeBytes = StoredBlob.largeBytes
    /// More than any blob has that is no tour: SQLite takes up to a gigabyte.
    private static let mostBlobBytes = 512 << 20
    /// More than any tile or preview has.
    private static let mostTileBytes = 16 << 20

    init(
        _ id: ReleaseID,
        content: BundleContent,
        source: any DepotSource,
        intake: BundleIntake,
        neighbours: [BundleReader],
        begun: [BundleIntake],
        folder: BusFolder,
        report: @escaping @Sendable (SyncProgress) -> Void
    ) {
        (self.id, self.content, self.source, self.intake) = (id, content, source, intake)
        (self.neighbours, self.begun, self.folder, self.report) = (neighbours, begun, folder, report)
    }

    private var holders: [any ContentHolder] { begun + neighbours }

    /// Takes all and leaves a bundle, which is still to be verified.
    mutating func run() async throws {
        for panorama in content.panoramas { try await take(panorama) }
        try await takeMedia()
        let manifest = try await text(.manifest, content.manifest)
        let document = try await text(.document, content.document)
        try await intake.finish(content.media, manifest: manifest, document: String(decoding: document, as: UTF8.self))
    }

    private mutating func take(_ panorama: BundleContent.Panorama) async throws {
        if try await !intake.has(panorama.digest) {
            let list = try await tileList(panorama)
            let wanted = list.tiles.map(\.digest) + [panorama.preview?.digest].compactMap(\.self)
            try await fill(wanted, most: Self.mostTileBytes, total: panorama.allBytes)
            try await intake.add(panorama, list)
        }
        // Equal tiles are counted as often as they lie in it, so the sum is said anew here.
        advance(to: content.panoramas.prefix { $0.digest <= panorama.digest }.reduce(0) { $0 + $1.allBytes })
    }

    private mutating func takeMedia() async throws {
        let parts = content.mediaParts
        let small = parts.filter { $0.bytes < Self.largeBytes }
        try await fill(small.map(\.digest), most: Self.largeBytes, total: small.reduce(0) { $0 + $1.bytes })
        for part in parts where part.bytes >= Self.largeBytes { try await takeLarge(part) }
        advance(to: content.bytes)
    }

    private mutating func takeLarge(_ part: BundleContent.Part) async throws {
        guard part.bytes <= Self.mostBlobBytes else {
            throw DepotError.refused(
                release: id.name,
                reason: "a file of \(part.bytes) bytes is larger than any that fits"
            )
        }
        if try await takeFromNeighbours(part) { return }
        let file = PartialBlob(path: folder.partFile(part.digest, of: id), onGrowth: progress(beyond: done))
        let (source, intake, id) = (source, intake, id)
        try await persistently {
            try await source.blob(part, of: id, to: file)
            guard try await intake.take(part, reading: file.read) else {
                file.remove()
                throw source.damaged("a file")
            }
        } progress: {
            file.bytes
        }
        file.remove()
        advance(to: done + part.bytes)
    }

    /// - Returns: whether a large blob is there now.
    private mutating func takeFromNeighbours(_ part: BundleContent.Part) async throws -> Bool {
        if try await intake.missing(of: [part.digest]).isEmpty { return true }
        for holder in holders {
            guard case .large(let blob)? = try? await holder.blob(part.digest), blob.byteCount == part.bytes,
                try await intake.take(part, reading: blob.readNow)
            else { continue }
            kept += part.bytes
            advance(to: done + part.bytes)
            return true
        }
        return false
    }

    /// Stores these blobs, from here or from the depot.
    ///
    /// - Parameters:
    ///   - most: bytes of one of them at most.
    ///   - total: bytes of all of them at most.
    private mutating func fill(_ digests: [Digest], most: Int, total: Int) async throws {
        try await fillFromNeighbours(digests, most: most)
        var missing = try await intake.missing(of: digests)
        var there = try await intake.bytes(of: digests)
        var plan = RetryPlan()
        while !missing.isEmpty {
            let batch = Array(missing.prefix(BlobFrames.mostDigests))
            do {
                try await fetch(batch, most: most, total: total - there)
                try await commit()
            } catch let error as DepotError where error.isPassing {
                try await commit()
                let left = try await intake.missing(of: missing)
                if left.count < missing.count { plan.progress() }
                guard let wait = plan.failed(chance: .random(in: 0..<1)) else { throw error }
                try await Task.sleep(for: wait)
            }
            // None of the batch was there before: what has come of it is counted once.
            there += try await intake.bytes(of: batch)
            missing = try await intake.missing(of: missing)
        }
    }

    private mutating func fetch(_ digests: [Digest], most: Int, total: Int) async throws {
        var taker = self
        defer { self = taker }
        let source = source
        try await source.blobs(digests, of: id, most: most, total: total) { digest, bytes in
            guard let blob = CheckedBlob(bytes, digest: digest) else {
                throw source.damaged("a picture or file")
            }
            try await taker.take(blob)
        }
    }

    private mutating func fillFromNeighbours(_ digests: [Digest], most: Int) async throws {
        for holder in holders {
            for digest in try await intake.missing(of: digests) {
                // One that cannot be read is no help, and no harm.
                guard let bytes = try? await holder.blob(digest)?.bytes(most: most),
                    let blob = CheckedBlob(bytes, digest: digest)
                else {
                    continue
                }
                kept += bytes.count
                try await take(blob)
            }
            try await commit()
        }
    }

    private mutating func take(_ blob: CheckedBlob) async throws {
        pending.append(blob)
        pendingBytes += blob.bytes.count
        advance(to: done + blob.bytes.count)
        if pendingBytes >= Self.commitBytes { try await commit() }
    }

    private mutating func commit() async throws {
        try Task.checkCancellation()
        guard !pending.isEmpty else { return }
        try await intake.take(pending)
        (pending, pendingBytes) = ([], 0)
    }

    private mutating func advance(to bytes: Int) {
        done = min(bytes, content.bytes)
        progress(beyond: done)(0)
    }

    /// What tells of bytes that come, beyond those that are there.
    private func progress(beyond done: Int) -> @Sendable (Int) -> Void {
        let (report, name, kept, total) = (report, id.name, min(kept, done), content.bytes)
        return { report(SyncProgress(release: name, done: min(done + $0, total), kept: kept, total: total)) }
    }
}

// MARK: - Texts and lists

extension ReleaseIntake {
    private func tileList(_ panorama: BundleContent.Panorama) async throws -> TileList {
        for holder in holders {
            if let text = try? await holder.tileList(panorama.digest), let list = TileList(text, of: panorama) {
                return list
            }
        }
        let (source, id) = (source, id)
        return try await persistently {
            let most = TileList.mostBytes(tiles: panorama.tiles)
            guard let list = TileList(try await source.tileList(panorama.digest, of: id, most: most), of: panorama)
            else {
                throw source.damaged("a list of tiles")
            }
            return list
        }
    }

    private func text(_ text: ReleaseText, _ part: BundleContent.Part) async throws -> [UInt8] {
        for neighbour in neighbours {
            let bytes = text == .manifest ? neighbour.tourJSON : Array(((try? await neighbour.document()) ?? "").utf8)
            if Digest(of: bytes) == part.digest { return bytes }
        }
        let (source, id) = (source, id)
        return try await persistently {
            let bytes = try await source.text(text, of: id, most: part.bytes)
            guard Digest(of: bytes) == part.digest else {
                throw source.damaged("the tour")
            }
            return bytes
        }
    }
}

extension BundleContent.Panorama {
    fileprivate var allBytes: Int { bytes + (preview?.bytes ?? 0) }
}
