import Foundation
import Guidance
import Testing
import Tour

/// A real car, a real receiver: 26 minutes, 18 km, two outages (`../shared/data/README.md`).
struct RecordedDriveTests {
    static let path = "../shared/data/drives/regensburg-geko.nmea"
    static let isThere = FileManager.default.fileExists(atPath: path)

    @Test(.enabled(if: isThere, "\(path) is not there"))
    func `the log is read as it was counted by others`() throws {
        let drive = try RecordedDrive.read(Self.path)
        #expect(drive.fixes.count == 790)
        #expect(drive.fixes.count { $0.fix.location == nil } == 16)
        #expect(try #require(drive.fixes.compactMap(\.fix.speed).max()) * 3.6 > 103)
        #expect(!drive.faults.contains { $0.fault == .badChecksum && $0.count > 1 })
    }

    @Test(.enabled(if: isThere, "\(path) is not there"), arguments: [0, 4, 8], [UInt64(1), 2, 3])
    func `places along the drive all fire once, with noise added as well`(_ noise: Double, _ seed: UInt64) throws {
        let drive = try RecordedDrive.read(Self.path)
        let route = try Route(thinned(drive.fixes.compactMap(\.fix.location)))
        let places = stride(from: 300.0, to: route.lengthMetres - 150, by: 300).map { progress in
            PlannedPlace(
                id: "\(Int(progress))",
                location: route.location(atMetres: progress),
                progressMetres: progress,
                triggerMetres: progress - 60,
                exitMetres: progress + 60
            )
        }
        var random = SeededRandom(seed: seed)
        var faults = DriveFaults()
        faults.noiseMetres = noise
        let simulation = Simulation(
            TourRoute(route: route, places: places),
            faults.apply(to: drive.fixes, random: &random)
        )
        let shown = simulation.events.filter { $0.kind == .shown }.compactMap(\.place)
        #expect(shown == places.map(\.id))
    }

    /// The line that somebody would draw after the drive: a point every 25 m, without the scatter of standing.
    private func thinned(_ locations: [TourDocument.Location]) -> [TourDocument.Location] {
        var kept: [TourDocument.Location] = []
        for location in locations {
            guard let last = kept.last else {
                kept.append(location)
                continue
            }
            let offset = LocalPlane(at: last).metres(to: location)
            if (offset * offset).sum() >= 625 { kept.append(location) }
        }
        return kept
    }
}
