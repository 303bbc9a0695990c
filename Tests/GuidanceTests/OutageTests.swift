import Guidance
import Testing
import Tour

struct OutageTests {
    @Test func `a place in an outage fires on the estimate, and says so`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 38)
        bus.drive([10, 0], seconds: 15, .none)
        let shown = try #require(bus.first(.shown))
        #expect(abs(shown.time - 45) < 1)
        guard case .crossedEstimated(let deviation) = shown.reason else { throw Unexpected() }
        #expect(deviation < 40)
        #expect(bus.first(.estimated) != nil && bus.engine.position == .estimated)
    }

    @Test func `progress is given up when it has become too uncertain, and what was passed is shown late`() throws {
        var bus = Bus(try street(), places(at: [700]))
        bus.drive([10, 0], seconds: 30)
        bus.drive([14, 0], seconds: 35, .none)
        #expect(bus.engine.position == .lost && bus.engine.progressMetres == nil)
        #expect(bus.places(.shown).isEmpty)
        // 300 + 36 · 14 = 804 m, more than a block from 660 m: the trigger at 650 m is crossed, the exit at 740 m too.
        bus.drive([14, 0], seconds: 1)
        #expect(bus.places(.shown).isEmpty)
        // The next two fixes agree.
        bus.drive([14, 0], seconds: 2)
        let shown = try #require(bus.first(.shown))
        guard case .crossedUnseen(let late) = shown.reason else { throw Unexpected() }
        #expect(abs(late - 182) < 15)
        // It stays as long as it would have: 90 m.
        bus.drive([14, 0], seconds: 5)
        #expect(bus.places(.left).isEmpty)
        bus.drive([14, 0], seconds: 3)
        #expect(bus.places(.left) == ["at-700"])
    }

    @Test func `what lies too far behind after an outage is not shown, and that is said`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([12, 0], seconds: 20)
        bus.drive([20, 0], seconds: 50, .none)
        bus.drive([20, 0], seconds: 10)
        #expect(bus.places(.shown).isEmpty || bus.events.contains { $0.kind == .shown && $0.time < 70 })
        #expect(bus.engine.position == .tracked)
        #expect(abs(try #require(bus.engine.progressMetres) - 1_440) < 15)
    }

    @Test func `a standing bus does not move through an outage`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 40)
        bus.brake()
        bus.drive([0, 0], seconds: 8)
        bus.drive([0, 0], seconds: 60, .none)
        #expect(bus.places(.shown).isEmpty)
        bus.drive([10, 0], seconds: 10)
        #expect(bus.places(.shown) == ["at-500"])
    }

    @Test func `a position that repeats after an outage does not find the bus`() throws {
        var bus = Bus(try street(), places(at: [900]))
        bus.drive([10, 0], seconds: 40)
        bus.brake()
        bus.drive([0, 0], seconds: 8)
        bus.drive([0, 0], seconds: 30, .none)
        #expect(bus.engine.position == .lost)
        bus.drive([0, 0], seconds: 10)
        #expect(bus.engine.position == .lost)
        bus.drive([10, 0], seconds: 1)
        #expect(bus.engine.position == .tracked)
    }

    @Test func `after an outage one fix that fits the next street alone moves nothing`() throws {
        // Out, and back 45 m beside.
        let corners: [SIMD2<Double>] = [[0, 0], [600, 0], [600, 45], [0, 45]]
        var bus = Bus(try Route(corners.map { plane.location(at: $0) }), places(at: [750]))
        bus.drive([10, 0], seconds: 30)
        bus.brake()
        bus.drive([0, 0], seconds: 8)
        bus.drive([0, 0], seconds: 40, .none)
        // At 325 m; on the way back that would be at 920 m.
        bus.drive([-3, 0], seconds: 1, .shifted([3, 45]))
        bus.drive([3, 0], seconds: 10)
        #expect(bus.places(.shown).isEmpty)
        #expect(abs(try #require(bus.engine.progressMetres) - 352) < 15)
    }

    @Test func `a frozen receiver is not a standing bus`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 40)
        bus.drive([10, 0], seconds: 12, .frozen)
        #expect(bus.events.contains { $0.reason == .fault(.frozen) })
        #expect(bus.places(.shown) == ["at-500"])
        #expect(abs(try #require(bus.first(.shown)).time - 45) < 1.5)
    }

    @Test func `a receiver that froze while the bus stood leaps without losing a place`() throws {
        var bus = Bus(try street(), places(at: [500]))
        bus.drive([10, 0], seconds: 38)
        bus.brake()
        bus.drive([0, 0], seconds: 10, .frozen)
        // It drives off, and the receiver goes on to say that it stands.
        var hidden = bus
        hidden.driveUnseen([12, 0], seconds: 20)
        hidden.drive([12, 0], seconds: 10)
        #expect(hidden.places(.shown) == ["at-500"])
        #expect(abs(try #require(hidden.engine.progressMetres) - 765) < 15)
    }

    @Test(arguments: [SIMD2(0.0, 300.0), [500, 0], [-200, 200]])
    func `a jump of some seconds fires nothing`(_ metres: SIMD2<Double>) throws {
        var bus = Bus(try street(), places(at: [900, 1_400]))
        bus.drive([10, 0], seconds: 40)
        bus.drive([10, 0], seconds: 3, .shifted(metres))
        #expect(bus.places(.shown).isEmpty)
        bus.drive([10, 0], seconds: 5)
        #expect(abs(try #require(bus.engine.progressMetres) - 480) < 15)
        bus.drive([10, 0], seconds: 110)
        #expect(bus.places(.shown) == ["at-900", "at-1400"])
    }
}

extension Bus {
    /// The receiver repeats its last position and says that the bus stands.
    fileprivate mutating func driveUnseen(_ velocity: SIMD2<Double>, seconds: Int) {
        let start = position
        for second in 1...seconds {
            drive([0, 0], seconds: 1, .shifted(start - position))
            drift(velocity * Double(second) - (position - start))
        }
    }
}
