internal import Foundation
internal import Tour
internal import TourBundle

extension TourBuilder {
    /// Puts the results of units together: the bundle that `build` would write, byte for byte. They are taken one after the other, each
    /// tile held to its digest.
    ///
    /// - Parameter plan: whose digests are believed where the pictures' sizes are the same; nil reads all pictures.
    /// - Throws: `ClusterError.incomplete` with all units whose results are not there or not whole; else as `build` does.
    package func collect(
        _ store: ResultStore,
        plan: BuildPlan?,
        to output: String,
        progress: (BuildProgress) -> Void
    ) async throws -> BuildReport {
        do {
            var ledger = SourceLedger(output: plan == nil ? output : nil)
            for picture in plan?.units.flatMap(\.pictures) ?? [] {
                try ledger.believe(picture.sha256, of: document.resolve(picture.path), bytes: picture.bytes)
            }
            let sources = try TourSources(document, map: map, settings: settings, ledger: &ledger) { path in
                progress(BuildProgress(picture: path, tilesDone: 0, tilesTotal: 0))
            }
            return try await put(sources, from: store, to: output, progress)
        } catch {
            throw document.located(error)
        }
    }

    private func put(
        _ sources: TourSources,
        from store: ResultStore,
        to output: String,
        _ progress: (BuildProgress) -> Void
    ) async throws -> BuildReport {
        let there = try await store.units()
        let missing = sources.panoramas.filter { !there.contains($0.key) }
        guard missing.isEmpty else {
            throw ClusterError.incomplete(store: store.name, missing: missing.map(\.name), damaged: [])
        }
        let writer = try BundleWriter(path: output)
        try writer.addMedia(of: sources)
        var collection = ResultCollection()
        for (index, source) in sources.panoramas.enumerated() {
            try Task.checkCancellation()
            try await collection.add(source, from: store, to: writer)
            progress(
                BuildProgress(
                    picture: source.source.mainFile,
                    tilesDone: index + 1,
                    tilesTotal: sources.panoramas.count
                )
            )
        }
        guard collection.damaged.isEmpty else {
            throw ClusterError.incomplete(store: store.name, missing: [], damaged: collection.damaged)
        }
        let tour = manifest(sources, known: collection.known)
        try writer.finish(tour, document: text)
        return BuildReport(tour: tour, panoramas: collection.panoramas, notes: lines(map.findings + sources.doubts))
    }
}

/// What has come together.
private struct ResultCollection {
    var known: [Digest: KnownPanorama] = [:]
    var panoramas: [BuildReport.Panorama] = []
    /// The names of panoramas whose results were damaged; these are removed.
    var damaged: [String] = []

    mutating func add(_ source: TourSources.Panorama, from store: ResultStore, to writer: BundleWriter) async throws {
        let start = ContinuousClock.now
        if known[source.key] == nil {
            known[source.key] = try await store.with(source.key) { path in
                guard let result = PanoramaCache(path: path), let panorama = result.panorama(from: source.key) else {
                    return nil
                }
                return try writer.copy(source.key, from: result) == nil ? nil : panorama
            }
        }
        guard let panorama = known[source.key] else {
            damaged.append(source.name)
            return try await store.remove(source.key)
        }
        panoramas.append(
            BuildReport.Panorama(
                picture: source.name,
                tiles: panorama.tileCount,
                tilesMade: 0,
                seconds: start.duration(to: .now) / .seconds(1)
            )
        )
    }
}

extension BundleWriter {
    /// Stores the sounds, captions and map of a tour.
    ///
    /// - Throws: `BundleError`, or `TileBuilderError` when a file cannot be read or is another by now.
    func addMedia(of sources: TourSources) throws {
        for media in sources.media + (sources.map?.files ?? []) {
            let bytes = Array(try readFile(media.path))
            guard try addMedia(bytes, mediaType: media.type, name: media.name) == media.digest else {
                throw TileBuilderError.changed(path: media.path)
            }
        }
        if let index = sources.map?.index {
            _ = try addMedia(index.bytes, mediaType: MapIndex.mediaType, name: index.name)
        }
    }
}
