internal import ImageCoding
internal import Panorama
internal import TourBundle

/// A bundle on its way: panoramas that were tiled before are copied, the others tiled into a store and copied from there.
/// So the bundle is written in one order only, whatever was there.
final class BundleAssembly {
    private(set) var panoramas: [BuildReport.Panorama] = []
    private(set) var notes: [String] = []
    private let sources: TourSources
    private let settings: TileSettings
    private let writer: BundleWriter
    /// The bundle that a new one is to replace.
    private let older: PanoramaCache?
    private var store: TileStore?
    /// Whether this build made the store.
    private var isOwnStore = false
    /// Panoramas in the bundle, by what they were made from: a picture may stand under two names.
    private var inBundle: [Digest: KnownPanorama] = [:]
    private var tally = BuildTally(counts: [], kept: [])

    /// Opens the bundle for writing, and what earlier builds left.
    ///
    /// - Throws: `BundleError`, or `TileBuilderError` when a sound cannot be read or is another by now.
    init(output: String, sources: TourSources, settings: TileSettings) throws {
        self.sources = sources
        self.settings = settings
        writer = try BundleWriter(path: output)
        older = PanoramaCache(path: output)
        store = TileStore(leftAt: writer.storePath)
        if older == nil, let size = FileState(path: output)?.size, size > 0 {
            notes.append("\(output): of another version or damaged; nothing of it was kept")
        }
        if store == nil, TileStore.isLeft(at: writer.storePath) { try replaceStore() }
        try writer.addMedia(of: sources)
    }

    /// - Parameter ledger: which knows the pictures' digests.
    /// - Returns: the panoramas by the keys of their sources.
    func addPanoramas(ledger: SourceLedger, progress: (BuildProgress) -> Void) async throws -> [Digest: KnownPanorama] {
        tally = try countTiles()
        for (index, source) in sources.panoramas.enumerated() {
            try Task.checkCancellation()
            let (start, made) = (ContinuousClock.now, tally.made)
            let kept = try copy(source)
            inBundle[source.key] =
                if let kept { kept } else { try await tile(source, at: index, ledger: ledger, progress: progress) }
            let entry = BuildReport.Panorama(
                picture: source.name,
                tiles: tally.counts[index],
                tilesMade: tally.made - made,
                seconds: start.duration(to: .now) / .seconds(1)
            )
            panoramas.append(entry)
        }
        return inBundle
    }

    /// Stores the tour and puts the bundle under its name.
    func finish(_ tour: TourManifest, document: String) throws -> FileState {
        let state = try writer.finish(tour, document: document)
        TileStore.remove(at: writer.storePath)
        return state
    }

    /// Leaves finished tiles to the next build, and nothing that is of no use to it.
    func abandon(_ error: any Error) {
        if case BundleError.damaged(writer.storePath, _) = error { store = nil }
        if store?.cache.isEmpty != false { TileStore.remove(at: writer.storePath) }
    }
}

// MARK: - Panoramas

extension BundleAssembly {
    /// Looks at the header of every picture that is to be tiled: a faulty one is told before an hour is spent on others.
    private func countTiles() throws -> BuildTally {
        let counts = try sources.panoramas.map { source in
            try known(source)?.tileCount ?? coverage(of: sphere(of: source)).count
        }
        return BuildTally(counts: counts, kept: keptPictures)
    }

    private var keptPictures: Set<Int> {
        Set(sources.panoramas.indices.filter { known(sources.panoramas[$0]) != nil })
    }

    /// Nil where the picture was not tiled before.
    private func known(_ source: TourSources.Panorama) -> KnownPanorama? {
        older?.panorama(from: source.key) ?? store?.cache.panorama(from: source.key)
    }

    private func sphere(of source: TourSources.Panorama) throws -> any Sphere {
        try source.source.open(settings)
    }

    private func coverage(of panorama: any Sphere) throws(TileBuilderError) -> TileCoverage {
        do {
            return try panorama.coverage(settings)
        } catch .nothingToShow(let path) {
            throw .unsupported(
                place: path,
                what: "smaller than a pixel of its own faces; give the tour a larger picture"
            )
        }
    }

    /// Nil where the picture was not tiled before, or its tiles are damaged.
    private func copy(_ source: TourSources.Panorama) throws -> KnownPanorama? {
        if let known = inBundle[source.key] { return known }
        if let older, let known = older.panorama(from: source.key) {
            if try writer.copy(source.key, from: older) != nil { return known }
            notes.append("\(source.name): its tiles in the older bundle are damaged; it was tiled again")
        }
        if let store, let known = store.cache.panorama(from: source.key) {
            if try writer.copy(source.key, from: store.cache) != nil { return known }
            discardStore()
        }
        return nil
    }

    private func tile(
        _ source: TourSources.Panorama,
        at index: Int,
        ledger: SourceLedger,
        progress: (BuildProgress) -> Void
    ) async throws -> KnownPanorama {
        let isLeft = store != nil && !isOwnStore
        let store = try openStore()
        let panorama = try sphere(of: source)
        let coverage = try coverage(of: panorama)
        notes += panorama.notes(coverage, settings: settings)
        let wanted = OpenPanorama(
            coverage: coverage,
            mediaType: settings.encoding.mediaType,
            presentation: panorama.presentation
        )
        let open = try store.open(source.key, wanted)
        tally.begin(index, with: open.addresses.count)
        var batch = TileBatch(open)
        let preview = try await fill(&batch, in: store, with: panorama, coverage, from: source, ledger, progress)
        try batch.close(in: store, source: source.key, preview: preview)
        if let known = store.cache.panorama(from: source.key),
            try writer.copy(source.key, from: store.cache) != nil
        {
            return known
        }
        guard isLeft else { throw BundleError.damaged(path: writer.storePath, detail: "not what was written") }
        // It gave back an older, damaged copy of a tile.
        discardStore()
        return try await tile(source, at: index, ledger: ledger, progress: progress)
    }

    /// Makes the tiles that are not there.
    ///
    /// - Returns: the preview.
    private func fill(
        _ batch: inout TileBatch,
        in store: TileStore,
        with panorama: any Sphere,
        _ coverage: TileCoverage,
        from source: TourSources.Panorama,
        _ ledger: SourceLedger,
        _ progress: (BuildProgress) -> Void
    ) async throws -> [UInt8]? {
        do {
            let preview = try await panorama.tile(
                coverage: coverage,
                settings: settings,
                except: batch.panorama.addresses,
                hasPreview: true
            ) { tile in
                try batch.add([tile], to: store)
                tally.make(1)
                progress(tally.progress(source.source.mainFile))
            }
            for file in source.source.files { try ledger.confirm(file) }
            return preview
        } catch let error as ImageCodingError {
            try store.discard(batch.panorama)
            // What a picture lacks may be still on its way.
            for file in source.source.files { try ledger.confirm(file) }
            throw error
        } catch let error as TileBuilderError {
            try store.discard(batch.panorama)
            throw error
        }
    }

    private func openStore() throws -> TileStore {
        if let store { return store }
        let store = try TileStore(path: writer.storePath)
        self.store = store
        isOwnStore = true
        return store
    }

    /// Of what was left and cannot be used.
    ///
    /// - Throws: `BundleError.occupied` where that is nothing of ours.
    private func replaceStore() throws(BundleError) {
        guard TileStore.isStore(at: writer.storePath) else { throw .occupied(path: writer.storePath) }
        discardStore()
    }

    private func discardStore() {
        store = nil
        TileStore.remove(at: writer.storePath)
        // Before the tiles are counted there is nothing to take back.
        if !tally.counts.isEmpty { tally.kept = keptPictures }
        notes.append("\(writer.storePath): left by a build that did not end, but damaged; nothing of it was kept")
    }
}
