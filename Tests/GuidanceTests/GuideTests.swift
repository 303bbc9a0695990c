import Guidance
import Testing
import Tour

struct GuideTests {
    @Test func `hold keeps what is shown until resume`() throws {
        var bus = Bus(try street(), places(at: [300, 500, 900]))
        bus.drive([10, 0], seconds: 30)
        #expect(bus.engine.shownPlace == "at-300")
        bus.command(.hold)
        bus.drive([10, 0], seconds: 30)
        #expect(bus.engine.shownPlace == "at-300")
        #expect(bus.events.contains { $0.kind == .waiting && $0.place == "at-500" && $0.reason == .held })
        #expect(bus.events.contains { $0.kind == .passed && $0.place == "at-500" && $0.reason == .held })
        bus.command(.resume)
        bus.drive([10, 0], seconds: 40)
        #expect(bus.places(.shown) == ["at-300", "at-900"])
    }

    @Test func `a place that is reached while held is shown on resume`() throws {
        var bus = Bus(try street(), places(at: [300]))
        bus.command(.hold)
        bus.drive([10, 0], seconds: 28)
        #expect(bus.places(.shown).isEmpty)
        bus.command(.resume)
        #expect(bus.places(.shown) == ["at-300"])
    }

    @Test func `the guide's choice wins and is remembered`() throws {
        var bus = Bus(try street(), places(at: [300, 900]))
        bus.command(.goTo(place: "at-900"))
        #expect(bus.engine.shownPlace == "at-900" && bus.engine.isHeld)
        bus.drive([10, 0], seconds: 30)
        #expect(bus.engine.shownPlace == "at-900")
        bus.command(.back)
        #expect(bus.engine.shownPlace == "at-300")
        bus.command(.next)
        #expect(bus.engine.shownPlace == "at-900")
        bus.command(.again)
        #expect(bus.engine.shownPlace == "at-900")
        #expect(try #require(bus.events.last { $0.kind == .shown }).reason == .guide(.again))
    }

    @Test func `what does not exist is said and changes nothing`() throws {
        var bus = Bus(try street(), places(at: [300]))
        bus.command(.goTo(place: "nowhere"))
        bus.command(.back)
        #expect(bus.events.map(\.reason) == [.noSuchPlace, .noSuchPlace])
        #expect(bus.engine.shownPlace == nil && !bus.engine.isHeld)
    }

    @Test func `a place shown again on a loop is still shown in the next lap`() throws {
        let corners: [SIMD2<Double>] = [[0, 0], [600, 0], [600, 600], [0, 600], [0, 0]]
        let route = try Route(corners.map { plane.location(at: $0) })
        var bus = Bus(route, places(at: [300]))
        func lap(_ bus: inout Bus) {
            for velocity: SIMD2<Double> in [[10, 0], [0, 10], [-10, 0], [0, -10]] { bus.drive(velocity, seconds: 60) }
        }
        bus.drive([10, 0], seconds: 60)
        bus.command(.goTo(place: "at-300"))
        bus.command(.resume)
        for velocity: SIMD2<Double> in [[0, 10], [-10, 0], [0, -10]] { bus.drive(velocity, seconds: 60) }
        lap(&bus)
        let automatic = bus.events.filter { if case .crossed = $0.reason, $0.kind == .shown { true } else { false } }
        #expect(automatic.count == 2)
    }
}
