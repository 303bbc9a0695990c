internal import Foundation
internal import ImageCoding
internal import Panorama
internal import Tour
package import TourBundle

extension TourBuilder {
    /// Looks at every picture, reads it for its digest, and tiles none.
    ///
    /// - Parameters:
    ///   - memory: the path beside which is remembered what was read; nil remembers nothing.
    ///   - done: the results that are there; nil where that is not asked.
    /// - Returns: the plan, and what is doubtful in the pictures, a line each.
    /// - Throws: as `build` does.
    package func plan(
        memory: String?,
        done: Set<Digest>?,
        progress: (BuildProgress) -> Void
    ) throws -> (BuildPlan, notes: [String]) {
        do {
            return try planned(memory: memory, done: done, progress: progress)
        } catch {
            throw document.located(error)
        }
    }

    private func planned(
        memory: String?,
        done: Set<Digest>?,
        progress: (BuildProgress) -> Void
    ) throws -> (BuildPlan, notes: [String]) {
        let findings = try pictureWarnings()
        var ledger = SourceLedger(output: memory)
        let sources = try TourSources(document, map: map, settings: settings, ledger: &ledger) { path in
            progress(BuildProgress(picture: path, tilesDone: 0, tilesTotal: 0))
        }
        var units: [BuildPlan.Unit] = []
        var seen: Set<Digest> = []
        let (keys, epochs) = (sources.keys, document.places.flatMap { place in place.epochs.map { (place, $0) } })
        for ((place, epoch), spheres) in zip(epochs, sources.epochs) {
            for source in spheres.all {
                guard let key = keys[source], seen.insert(key).inserted else { continue }
                var unit = try self.unit(key, source, ledger: &ledger)
                (unit.place, unit.epoch, unit.done) = (place.id, epoch.id, done?.contains(key))
                units.append(unit)
            }
        }
        ledger.save()
        let plan = BuildPlan(tour: document.id, settings: BuildPlan.Settings(settings), units: units)
        return (plan, lines(findings + sources.doubts))
    }

    private func unit(
        _ key: Digest,
        _ source: SphereSource,
        ledger: inout SourceLedger
    ) throws -> BuildPlan.Unit {
        let coverage = try source.open(settings).coverage(settings)
        var pictures: [BuildPlan.Picture] = []
        var pixels = 0
        for path in Set(source.files).sorted() {
            let info = try ImageDecoder(path: path, limits: settings.limits).info
            pixels += info.width * info.height
            pictures.append(
                BuildPlan.Picture(
                    path: document.name(of: path),
                    sha256: try ledger.digest(of: path),
                    bytes: FileState(path: path)?.size ?? 0
                )
            )
        }
        let need = UnitNeed(pixels: pixels, settings: settings, isStreamed: source.isStreamed)
        return BuildPlan.Unit(
            id: key,
            place: "",
            epoch: "",
            pictures: pictures,
            tiles: coverage.count,
            pixels: pixels,
            cores: need.cores,
            memoryMib: need.memoryMib,
            expectedSeconds: need.seconds
        )
    }
}

extension TourDocument {
    /// The inverse of `resolve`.
    func name(of path: String) -> String {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    }
}

extension SphereSource {
    /// Whether it may be tiled while it is decoded.
    fileprivate var isStreamed: Bool {
        guard case .panorama(let panorama) = self else { return false }
        return panorama.corrections.isEmpty && [nil, .equirectangular].contains(panorama.wish.kind)
    }
}
