import Foundation
import Guidance
import Testing
import Tour

struct SyntheticDriveTests {
    @Test(arguments: UInt64(1)...5)
    func `a made-up bus moves like a bus and stays in its lane`(_ seed: UInt64) throws {
        let drive = try Self.drive(seed)
        var last = (progress: 0.0, speed: 0.0)
        var standing = 0
        for time in stride(from: 0.0, through: drive.duration, by: 1) {
            let (progress, speed) = (drive.progress(at: time), drive.speed(at: time))
            #expect(progress >= last.progress && speed <= 13.1)
            #expect(abs(speed - last.speed) <= 2)
            let offset = LocalPlane(at: drive.route.location(atMetres: progress)).metres(to: drive.location(at: time))
            #expect(abs((offset * offset).sum().squareRoot() - 2) < 0.01)
            standing += speed == 0 ? 1 : 0
            last = (progress, speed)
        }
        #expect(standing > 5)
        #expect(drive.length == drive.route.lengthMetres.rounded(.down))
        let time = try #require(drive.time(atMetres: 1_234))
        #expect(abs(drive.progress(at: time) - 1_234) < 0.001)
    }

    @Test func `it stands at every place for as long as it is told`() throws {
        let (moving, standing) = (try Self.drive(3), try Self.drive(3, standSeconds: 80))
        for place in Self.triggers {
            let middle = ((place.triggerMetres ?? 0) + (place.exitMetres ?? 0)) / 2
            let stand = { (drive: SyntheticDrive) -> Double in
                let before = try #require(drive.time(atMetres: middle))
                return try #require(drive.time(atMetres: middle + 0.01)) - before
            }
            #expect(try stand(standing) >= 80 && stand(standing) < 81)
            #expect(try stand(moving) < 46)
        }
        #expect(standing.duration - moving.duration >= 80 * 6 - 6 * 45)
    }

    @Test func `noise is as wide as asked for, and wanders`() throws {
        var random = SeededRandom(seed: 1)
        let still = (0..<20_000).map { second in
            let fix = Fix(mode: .threeDimensional, location: plane.origin)
            return TimedFix(time: Double(second), fix: fix)
        }
        var faults = DriveFaults()
        faults.noiseMetres = 7
        let errors = faults.apply(to: still, random: &random).compactMap {
            $0.fix.location.map { plane.metres(to: $0).x }
        }
        let variance = errors.map { $0 * $0 }.reduce(0, +) / Double(errors.count)
        #expect(abs(variance.squareRoot() - 7) < 0.7)
        let products = zip(errors, errors.dropFirst(10)).map { $0 * $1 }.reduce(0, +) / Double(errors.count - 10)
        // 85 % of the variance, less what wanders off in 10 s of 40 s.
        #expect(abs(products / variance - 0.85 * exp(-0.25)) < 0.1)
    }

    @Test func `faults are where they were put`() {
        let fixes = (0..<60).map { second in
            let location = plane.location(at: [Double(second) * 10, 0])
            return TimedFix(time: Double(second), fix: Fix(mode: .threeDimensional, location: location, speed: 10))
        }
        var random = SeededRandom(seed: 1)
        var faults = DriveFaults()
        faults.outages = [10...14]
        faults.freezes = [DriveFaults.Freeze(times: 20...29)]
        faults.jumps = [DriveFaults.Jump(times: 40...41, metres: [0, 300])]
        faults.offset = [0, 5]
        let changed = faults.apply(to: fixes, random: &random)
        let places = changed.map { $0.fix.location.map { plane.metres(to: $0) } }
        #expect(places.indices.filter { places[$0] == nil } == Array(10...14))
        #expect((20...29).allSatisfy { changed[$0].fix.location == changed[19].fix.location })
        #expect((20...29).allSatisfy { changed[$0].fix.speed == 10 })
        #expect((40...41).allSatisfy { abs((places[$0]?.y ?? 0) - 305) < 0.01 })
        #expect(abs((places[50]?.y ?? 0) - 5) < 0.01 && abs((places[50]?.x ?? 0) - 500) < 0.01)
        faults.freezes = [DriveFaults.Freeze(times: 20...29, claimsStanding: true)]
        let standing = faults.apply(to: fixes, random: &random)
        #expect(standing.indices.filter { standing[$0].fix.speed == 0 } == Array(20...29))
        faults = DriveFaults()
        faults.speedFactor = 2
        let faster = faults.apply(to: fixes, random: &random)
        #expect(faster.map(\.time) == fixes.map { $0.time / 2 } && faster[5].fix.speed == 20)
    }

    @Test(arguments: UInt64(1)...20)
    func `with all faults at once every place is shown once, in order and near its trigger`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let drive = try Self.drive(seed)
        var faults = DriveFaults()
        faults.noiseMetres = 8
        let outage = random.uniform(20...drive.duration - 60)
        let freeze = random.uniform(20...drive.duration - 60)
        let jump = random.uniform(20...drive.duration - 60)
        faults.outages = [outage...outage + 30]
        faults.freezes = [DriveFaults.Freeze(times: freeze...freeze + 20, claimsStanding: seed % 2 == 0)]
        faults.jumps = [DriveFaults.Jump(times: jump...jump + 3, metres: random.normalPair() * 200)]
        let fixes = faults.apply(to: drive.fixes(random: &random), random: &random)
        let tour = TourRoute(route: drive.route, places: Self.triggers)
        let shown = Simulation(tour, fixes).events.filter { $0.kind == .shown }
        #expect(shown.compactMap(\.place) == Self.triggers.map(\.id))
        for (event, place) in zip(shown, Self.triggers) {
            let isBlind = (faults.outages + faults.freezes.map(\.times)).contains {
                $0.lowerBound <= event.time && event.time <= $0.upperBound + 3
            }
            let error = abs(drive.progress(at: event.time) - (place.triggerMetres ?? 0))
            #expect(error < (isBlind ? 300 : 40), "\(place.id) of seed \(seed)")
        }
    }

    private static let triggers = places(at: [200, 500, 900, 1_400, 2_000, 2_600])

    /// A street of 1.5 km there and back.
    private static func drive(_ seed: UInt64, standSeconds: Double? = nil) throws -> SyntheticDrive {
        let corners: [SIMD2<Double>] = [[0, 0], [700, 0], [1_400, 200], [700, 0], [0, 0]]
        let route = try Route(corners.map { plane.location(at: $0) })
        var random = SeededRandom(seed: seed)
        let tour = TourRoute(route: route, places: triggers)
        return SyntheticDrive(tour, along: route, standSeconds: standSeconds, random: &random)
    }
}
