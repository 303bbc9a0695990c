internal import Foundation
internal import ImageCoding
internal import Panorama
internal import Tour
internal import TourBundle

extension BuildPlan {
    /// Puts a unit's result into the store, unless it is there; or word of why it can have none.
    ///
    /// - Parameter program: the version of this program.
    /// - Returns: whether it was tiled now.
    /// - Throws: `ClusterError`; `TourError` where a picture is at fault; `BundleError`, `TileBuilderError`, or `CancellationError`.
    package func tile(
        _ unit: Unit,
        of tour: String,
        into store: ResultStore,
        program: String,
        progress: (BuildProgress) -> Void
    ) async throws -> Bool {
        try store.check()
        if try await store.has(unit.id) {
            // What a process left that was killed when its result was in the store.
            _ = try? UnitScratch(unit.id)
            return false
        }
        let document = try TourReading.read(path: tour, place: unit.place).get()
        do {
            try await BuildUnit(unit, in: document, settings: settings).run(into: store, progress: progress)
        } catch {
            guard let reason = document.pictureFault(error) else { throw error }
            // Of others than the planned ones nothing is said under this unit's id.
            guard try unit.isUnchanged(in: document) else { throw ClusterError.changed(unit: unit.name) }
            try Task.checkCancellation()
            try await store.put(UnitFault(unit, reason: reason, program: program, settings: settings))
            throw document.located(error)
        }
        return true
    }
}

/// One panorama of a plan on its way into the store. Nothing is read but its own place in the tour's document and its own pictures.
struct BuildUnit {
    private let unit: BuildPlan.Unit
    private let source: SphereSource
    private let settings: TileSettings
    private let ledger: SourceLedger

    /// Makes sure that the pictures are those of the plan.
    ///
    /// - Throws: `ClusterError.changed`; `TileBuilderError`, `ImageCodingError`.
    init(_ unit: BuildPlan.Unit, in document: TourDocument, settings: BuildPlan.Settings) throws {
        self.unit = unit
        self.settings = settings.tileSettings(cores: max(1, unit.cores))
        var ledger = SourceLedger(output: nil)
        source = try unit.source(in: document, self.settings, ledger: &ledger)
        self.ledger = ledger
    }

    /// Puts its result into the store.
    ///
    /// - Throws: `ImageCodingError`, `ClusterError.store`, `BundleError`, `TileBuilderError`, or `CancellationError`.
    func run(into store: ResultStore, progress: (BuildProgress) -> Void) async throws {
        let scratch = try UnitScratch(unit.id)
        try await tile(into: scratch.path, progress)
        try await store.put(scratch.path, as: unit.id)
    }

    private func tile(into path: String, _ progress: (BuildProgress) -> Void) async throws {
        let store = try TileStore(path: path)
        let panorama = try source.open(settings)
        let coverage = try panorama.coverage(settings)
        let wanted = OpenPanorama(
            coverage: coverage,
            mediaType: settings.encoding.mediaType,
            presentation: panorama.presentation
        )
        var batch = TileBatch(try store.open(unit.id, wanted))
        var made = 0
        let preview = try await panorama.tile(
            coverage: coverage,
            settings: settings,
            except: [],
            hasPreview: true
        ) { tile in
            try batch.add([tile], to: store)
            made += 1
            progress(BuildProgress(picture: source.mainFile, tilesDone: made, tilesTotal: coverage.count))
        }
        for file in source.files { try ledger.confirm(file) }
        try batch.close(in: store, source: unit.id, preview: preview)
    }
}

extension BuildPlan.Unit {
    /// What it is to be made of, found by its key among what its epoch is made of.
    fileprivate func source(
        in document: TourDocument,
        _ settings: TileSettings,
        ledger: inout SourceLedger
    ) throws -> SphereSource {
        guard let place = document.places.first(where: { $0.id == place }),
            let epoch = place.epochs.first(where: { $0.id == epoch })
        else { throw ClusterError.changed(unit: name) }
        let spheres = try EpochSpheres(document, place, epoch, settings)
        for source in spheres.all {
            let lines = try source.lines { try ledger.digest(of: $0) }
            if SourceKey.key(lines, settings: settings) == id { return source }
        }
        throw ClusterError.changed(unit: name)
    }

    /// Whether its pictures still are those of the plan.
    ///
    /// - Throws: `TileBuilderError` where one cannot be read now, or `CancellationError`: then nobody knows.
    fileprivate func isUnchanged(in document: TourDocument) throws -> Bool {
        try pictures.allSatisfy { picture in
            let path = document.resolve(picture.path)
            do {
                return try Digest(ofFile: path) == picture.sha256
            } catch {
                throw error is CancellationError ? error : TileBuilderError.unreadable(path, error)
            }
        }
    }

    /// By which people know it.
    package var name: String { "\(place)/\(epoch)" }
}
