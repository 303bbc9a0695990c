internal import Foundation
internal import ImageCoding
internal import Panorama
internal import Tour
package import TourBundle

/// A plan, and what came to light while it was made.
package struct Planning {
    package var plan: BuildPlan
    /// That have no unit, because their headers tell already that they can have no tiles.
    package var poisoned: [PoisonedPanorama] = []
    /// What is doubtful in the pictures, a line each.
    package var notes: [String]
}

extension TourBuilder {
    /// Looks at every picture, reads it for its digest, and tiles none. One at fault keeps no other out of the plan.
    ///
    /// - Parameters:
    ///   - memory: the path beside which is remembered what was read; nil remembers nothing.
    ///   - done: the results that are there; nil where that is not asked.
    /// - Throws: as `build` does, but for pictures at fault.
    package func plan(
        memory: String?,
        done: Set<Digest>?,
        progress: (BuildProgress) -> Void
    ) throws -> Planning {
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
    ) throws -> Planning {
        let findings = try pictureWarnings()
        var ledger = SourceLedger(output: memory)
        let sources = try TourSources(
            document,
            map: map,
            settings: settings,
            isolatesFaults: true,
            ledger: &ledger
        ) { path in
            progress(BuildProgress(picture: path, tilesDone: 0, tilesTotal: 0))
        }
        var planning = Planning(
            plan: BuildPlan(tour: document.id, settings: BuildPlan.Settings(settings), units: []),
            poisoned: sources.poisoned,
            notes: lines(findings + sources.doubts)
        )
        let keys = sources.keys
        var seen: Set<Digest> = []
        for epoch in sources.epochs {
            for source in epoch.spheres.all {
                guard let key = keys[source], !seen.contains(key) else { continue }
                do {
                    var unit = try self.unit(key, source, panoramas: keys.count, ledger: &ledger)
                    (unit.place, unit.epoch, unit.done) = (epoch.place, epoch.id, done?.contains(key))
                    planning.plan.units.append(unit)
                    seen.insert(key)
                } catch {
                    planning.poisoned.append(try poisoned(source, key, by: error))
                }
            }
        }
        ledger.save()
        return planning
    }

    /// - Throws: `error` where it is not the fault of pictures.
    private func poisoned(_ source: SphereSource, _ key: Digest, by error: any Error) throws -> PoisonedPanorama {
        guard let reason = document.pictureFault(error) else { throw error }
        return PoisonedPanorama(unit: key, picture: document.name(of: source.mainFile), reason: reason)
    }

    /// - Parameter panoramas: of the tour.
    private func unit(
        _ key: Digest,
        _ source: SphereSource,
        panoramas: Int,
        ledger: inout SourceLedger
    ) throws -> BuildPlan.Unit {
        let coverage = try source.open(settings).coverage(settings)
        var infos: [String: ImageInfo] = [:]
        for path in source.files { infos[path] = try ImageDecoder(path: path, limits: settings.limits).info }
        let pictures = try infos.keys.sorted().map { path in
            BuildPlan.Picture(
                path: document.name(of: path),
                sha256: try ledger.digest(of: path),
                bytes: FileState(path: path)?.size ?? 0
            )
        }
        let work = UnitWork(source, infos, coverage)
        let need = UnitNeed(work, settings: settings, panoramas: panoramas)
        return BuildPlan.Unit(
            id: key,
            place: "",
            epoch: "",
            pictures: pictures,
            tiles: coverage.count,
            pixels: infos.values.map { $0.width * $0.height }.reduce(0, +),
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
