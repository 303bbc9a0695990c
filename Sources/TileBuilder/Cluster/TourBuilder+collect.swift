internal import Foundation
internal import Tour
internal import TourBundle

extension TourBuilder {
    /// Puts the results of units together: the bundle that `build` would write, byte for byte. They are taken one after the other, each
    /// tile held to its digest.
    ///
    /// - Parameters:
    ///   - plan: whose digests are believed where the pictures' sizes are the same; nil reads all pictures.
    ///   - program: the version of this program.
    /// - Throws: `ClusterError.incomplete` with all units whose results are not there or not whole; `ClusterError.changed` where pictures
    ///   are not those of the plan; else as `build` does.
    package func collect(
        _ store: ResultStore,
        plan: BuildPlan?,
        program: String,
        to output: String,
        progress: (BuildProgress) -> Void
    ) async throws -> BuildReport {
        do {
            var ledger = SourceLedger(output: plan == nil ? output : nil)
            for unit in plan?.units ?? [] { try ledger.believe(unit, of: document) }
            let sources = try TourSources(
                document,
                map: map,
                settings: settings,
                isolatesFaults: true,
                ledger: &ledger
            ) { path in
                progress(BuildProgress(picture: path, tilesDone: 0, tilesTotal: 0))
            }
            let left = try await unitsLeft(sources, store, program)
            guard left.isEmpty else { throw ClusterError.incomplete(left) }
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
            throw ClusterError.incomplete(UnitsLeft(store: store.name, damaged: collection.damaged))
        }
        let tour = manifest(sources, known: collection.known)
        try writer.finish(tour, document: text)
        return BuildReport(tour: tour, panoramas: collection.panoramas, notes: lines(map.findings + sources.doubts))
    }
}

extension TourBuilder {
    /// Those without a result. Where no unit has told a fault, headers are asked: what the plan could not take has no unit.
    private func unitsLeft(_ sources: TourSources, _ store: ResultStore, _ program: String) async throws -> UnitsLeft {
        var left = UnitsLeft(store: store.name, poisoned: sources.poisoned)
        var there = try await store.units()
        let missing = sources.panoramas.filter { !there.contains($0.key) }
        guard !missing.isEmpty else { return left }
        let faulty = try await store.faultyUnits()
        for panorama in missing {
            let told = faulty.contains(panorama.key) ? try await store.fault(of: panorama.key) : nil
            let holds = told?.holds(for: program, BuildPlan.Settings(settings)) == true
            if let reason = try holds ? told?.reason : headerFault(panorama.source) {
                left.poisoned.append(PoisonedPanorama(unit: panorama.key, picture: panorama.name, reason: reason))
            } else if there.insert(panorama.key).inserted {
                left.toCome.append(panorama.unit)
            }
        }
        return left
    }

    private func headerFault(_ source: SphereSource) throws -> String? {
        do {
            _ = try source.open(settings).coverage(settings)
            return nil
        } catch {
            guard let reason = document.pictureFault(error) else { throw error }
            return reason
        }
    }
}

extension SourceLedger {
    /// Takes a unit's pictures for those of the plan.
    ///
    /// - Throws: `ClusterError.changed` where one has not so many bytes.
    fileprivate mutating func believe(_ unit: BuildPlan.Unit, of document: TourDocument) throws(ClusterError) {
        do throws(TileBuilderError) {
            for picture in unit.pictures {
                try believe(picture.sha256, of: document.resolve(picture.path), bytes: picture.bytes)
            }
        } catch {
            throw .changed(unit: unit.name)
        }
    }
}

extension TourSources.Panorama {
    fileprivate var unit: UnitsLeft.Unit { UnitsLeft.Unit(unit: key, picture: name) }
}

/// What has come together.
private struct ResultCollection {
    var known: [Digest: KnownPanorama] = [:]
    var panoramas: [BuildReport.Panorama] = []
    /// Whose results were damaged; these are removed.
    var damaged: [UnitsLeft.Unit] = []

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
            damaged.append(source.unit)
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
