import Guidance
import Testing
import Tour

struct TriggerTests {
    @Test func `a place is armed, shown where its trigger is, and left at its exit`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 80)
        let events = bus.events.filter { $0.place == "at-500" }
        #expect(events.map(\.kind) == [.armed, .shown, .left])
        // The bus is at 10 · t, so the trigger at 450 m is crossed at 45 s and the exit at 540 m at 54 s.
        #expect(abs(events[1].time - 45) <= 0.4)
        #expect(abs(events[2].time - 54) <= 0.4)
        #expect(abs(try #require(events[1].progressMetres) - 450) < 4)
        guard case .near(let metres, let seconds) = events[0].reason else { throw Unexpected() }
        #expect(metres <= 250 || seconds <= 60)
    }

    @Test func `a trigger fires between two fixes`() throws {
        var bus = Bus(try street(), places(at: [501]))
        bus.drive([30, 0], seconds: 30)
        // 451 m lies between the fixes of 15 s and 16 s.
        let shown = try #require(bus.first(.shown))
        #expect(abs(shown.time - 451.0 / 30) <= 0.3)
    }

    @Test func `all places fire once and in order, whatever the bus does`() throws {
        var bus = Bus(try street(), places(at: [300, 420, 900, 1_500]))
        bus.drive([10, 0], seconds: 22)
        // A red light just before the first trigger.
        bus.brake()
        bus.drive([0, 0], seconds: 60)
        bus.drive([12, 0], seconds: 150)
        #expect(bus.places(.shown) == ["at-300", "at-420", "at-900", "at-1500"])
        #expect(bus.places(.passed).isEmpty)
    }

    @Test func `scatter at standstill fires nothing twice and leaves nothing early`() throws {
        var bus = Bus(try street(), places(at: [300]))
        bus.drive([10, 0], seconds: 31)
        bus.brake()
        #expect(bus.places(.shown) == ["at-300"] && bus.places(.left).isEmpty)
        for step in 0..<120 {
            let scatter = SIMD2(Double(step % 7) * 4 - 12, Double(step % 5) * 3 - 6)
            bus.drive([0, 0], seconds: 1, .shifted(scatter))
        }
        #expect(bus.places(.shown) == ["at-300"] && bus.places(.left).isEmpty)
    }

    @Test func `a loop shows each place once a lap`() throws {
        let corners: [SIMD2<Double>] = [[0, 0], [600, 0], [600, 600], [0, 600], [0, 0]]
        let route = try Route(corners.map { plane.location(at: $0) })
        var bus = Bus(route, places(at: [300, 900, 2_380]))
        bus.drive([0, 0], seconds: 5)
        for _ in 0..<3 {
            for velocity: SIMD2<Double> in [[10, 0], [0, 10], [-10, 0], [0, -10]] { bus.drive(velocity, seconds: 60) }
        }
        #expect(bus.places(.shown) == Array(repeating: ["at-300", "at-900", "at-2380"], count: 3).joined() + [])
    }

    @Test func `a street there and back shows a place on its own way only`() throws {
        let corners: [SIMD2<Double>] = [[0, 0], [1_000, 0], [0, 0]]
        let route = try Route(corners.map { plane.location(at: $0) })
        // Both lie at the same spot of the street, 400 m from its start.
        var bus = Bus(route, places(at: [400, 1_600]))
        bus.drive([10, 0], seconds: 100)
        #expect(bus.places(.shown) == ["at-400"])
        bus.drive([-10, 0], seconds: 100)
        #expect(bus.places(.shown) == ["at-400", "at-1600"])
    }

    @Test func `a crossing shows what belongs to the way, not to the other street`() throws {
        let corners: [SIMD2<Double>] = [[0, 0], [600, 0], [600, 300], [300, 300], [300, -600]]
        let route = try Route(corners.map { plane.location(at: $0) })
        // The crossing at (300, 0) is passed at 300 m and at 1,500 m.
        var bus = Bus(route, places(at: [310, 1_510]))
        bus.drive([10, 0], seconds: 60)
        #expect(bus.places(.shown) == ["at-310"])
        bus.drive([0, 10], seconds: 30)
        bus.drive([-10, 0], seconds: 30)
        #expect(bus.places(.shown) == ["at-310"])
        bus.drive([0, -10], seconds: 60)
        #expect(bus.places(.shown) == ["at-310", "at-1510"])
    }

    @Test func `a wrong heading holds a place back and is said`() throws {
        var bus = Bus(try street(), places(at: [500], headingDegrees: 270))
        bus.drive([10, 0], seconds: 80)
        #expect(bus.places(.shown).isEmpty)
        guard case .headingOff(let degrees) = try #require(bus.first(.waiting)).reason else { throw Unexpected() }
        #expect(abs(degrees - 180) < 1)
        #expect(try #require(bus.first(.waiting)).reason.description == "heading 180° off")
        #expect(bus.places(.passed) == ["at-500"])
        var right = Bus(try street(), places(at: [500], headingDegrees: 100))
        right.drive([10, 0], seconds: 80)
        #expect(right.places(.shown) == ["at-500"])
    }

    @Test func `a bus too fast for a place's comfort shows it when it is slow enough`() throws {
        var bus = Bus(try street(), places(at: [500], comfort: .slow))
        bus.drive([10, 0], seconds: 47)
        #expect(bus.places(.shown).isEmpty)
        guard case .tooFast(let speed, let allowed) = try #require(bus.first(.waiting)).reason else {
            throw Unexpected()
        }
        #expect(abs(speed - 10) < 0.5 && abs(allowed - 20 / 3.6) < 0.01)
        bus.drive([4, 0], seconds: 5)
        #expect(bus.places(.shown) == ["at-500"])
        bus.drive([9, 0], seconds: 4)
        #expect(bus.places(.tooFast) == ["at-500"])
        bus.drive([2, 0], seconds: 3)
        #expect(bus.places(.calm) == ["at-500"])
    }

    @Test func `a place for a standing bus waits for it to stand, or goes by`() throws {
        var bus = Bus(try street(), places(at: [500, 900], comfort: .stopped))
        bus.drive([10, 0], seconds: 46)
        bus.brake()
        bus.drive([0, 0], seconds: 10)
        #expect(bus.places(.shown) == ["at-500"])
        bus.drive([10, 0], seconds: 60)
        #expect(bus.places(.shown) == ["at-500"] && bus.places(.passed) == ["at-900"])
    }

    @Test func `arrivals are reckoned with the pace of the last half minute`() throws {
        var bus = Bus(try street(), places(at: [1_650, 2_150]))
        bus.drive([10, 0], seconds: 150)
        let arrivals = bus.engine.arrivals(atMost: 5)
        #expect(arrivals.map(\.place) == ["at-1650", "at-2150"])
        #expect(zip(arrivals, [100.0, 600]).allSatisfy { abs($0.metres - $1) < 4 && abs($0.seconds - $1 / 10) < 8 })
        #expect(bus.engine.arrivals(atMost: 1).count == 1)
    }
}

struct Unexpected: Error {}
