import Guidance
import Testing
import Tour

struct HostileFixTests {
    @Test func `numbers that are none change nothing`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 40)
        let before = try #require(bus.engine.progressMetres)
        let numbers = [Double.nan, .infinity, -.infinity, 1e300, -1e300]
        for value in numbers {
            let nowhere = TourDocument.Location(latitudeDegrees: value, longitudeDegrees: value)
            let here = plane.location(at: [400, 0])
            for fix in [
                Fix(mode: .threeDimensional, location: nowhere, speed: 10, trackRadians: 1, accuracyMetres: 5),
                Fix(mode: .threeDimensional, location: here, time: value, accuracyMetres: value),
            ] {
                _ = bus.engine.add(fix, at: 40)
            }
            _ = bus.engine.tick(at: value.isFinite ? 40 : value)
        }
        #expect(abs(try #require(bus.engine.progressMetres) - before) < 10)
        bus.drive([10, 0], seconds: 20)
        #expect(bus.places(.shown) == ["at-500"])
    }

    @Test func `a speed and a track that are no numbers are left out`() throws {
        var engine = GuidanceEngine(TourRoute(route: try street(), places: places(at: [500])))
        var shown: [GuidanceEvent] = []
        for second in 0..<80 {
            let fix = Fix(
                mode: .twoDimensional,
                location: plane.location(at: [10 * Double(second), 0]),
                speed: .nan,
                trackRadians: .nan
            )
            shown += engine.add(fix, at: Double(second)).filter { $0.kind == .shown }
        }
        #expect(shown.count == 1)
        #expect(abs(try #require(engine.progressMetres) - 790) < 15)
    }

    @Test func `a receiver without speed and track is followed by its positions`() throws {
        var engine = GuidanceEngine(TourRoute(route: try street(), places: []))
        for second in 0..<60 {
            let fix = Fix(mode: .twoDimensional, location: plane.location(at: [8 * Double(second), 3]))
            _ = engine.add(fix, at: Double(second))
        }
        #expect(abs(engine.speed - 8) < 0.5)
        #expect(abs(try #require(engine.headingRadians) - .pi / 2) < 0.02)
        #expect(abs(try #require(engine.progressMetres) - 472) < 10)
    }

    @Test func `a week counter that runs over changes nothing`() throws {
        var engine = GuidanceEngine(TourRoute(route: try street(), places: places(at: [500])))
        var shown = 0
        for second in 0..<80 {
            let weeks = second < 30 ? 0.0 : -1_024
            let fix = Fix(
                mode: .threeDimensional,
                location: plane.location(at: [10 * Double(second), 0]),
                time: 1_800_000_000 + Double(second) + weeks * 604_800,
                speed: 10,
                trackRadians: .pi / 2
            )
            shown += engine.add(fix, at: Double(second)).count { $0.kind == .shown }
        }
        #expect(shown == 1)
    }

    @Test func `a claim of accuracy that is too bad is not used, and is said once`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 20)
        var events: [GuidanceEvent] = []
        for second in 21...23 {
            let fix = Fix(mode: .threeDimensional, location: plane.location(at: [9_000, 0]), accuracyMetres: 80)
            events += bus.engine.add(fix, at: Double(second))
        }
        #expect(events.filter { $0.kind == .ignoring }.map(\.reason) == [.fault(.inaccurate(metres: 80))])
    }

    @Test func `time that goes back is held`() throws {
        var bus = Bus(try street(), [])
        bus.drive([10, 0], seconds: 20)
        let progress = try #require(bus.engine.progressMetres)
        _ = bus.engine.tick(at: 3)
        #expect(bus.engine.progressMetres == progress && bus.engine.time == 20)
    }
}
