import Guidance
import Testing
import Tour

/// Places for a slow or standing bus that lie in an outage: nobody knows how fast it is there.
///
/// The made-up bus slows down for them as a driver does, so that what the engine last saw is too fast.
struct ComfortOutageTests {
    /// Outages of 5 to 40 s that begin up to 40 s before the trigger, and up to 12 s behind it.
    static let cases = [TourDocument.Comfort.slow, .stopped].flatMap { comfort in
        stride(from: -40.0, through: 12, by: 2).flatMap { start in
            [5.0, 12, 20, 40].map { (comfort, start, $0) }
        }
    }

    @Test(arguments: cases)
    func `a place is shown if the bus is seen slow enough in it, and else its end is told once`(
        _ comfort: TourDocument.Comfort,
        _ start: Double,
        _ seconds: Double
    ) throws {
        let place = places(at: [900], comfort: comfort)[0]
        let allowed = try #require(comfort.fastestSpeed)
        let trial = try Trial(place, start, seconds)
        let events = trial.simulation.events.filter { $0.place == place.id }
        let shown = events.filter { $0.kind == .shown }
        #expect(shown.count + events.count { $0.kind == .passed } == 1, "\(events.map(\.line))")
        if trial.secondsSeenSlow >= 4 { #expect(shown.count == 1, "\(events.map(\.line))") }
        for event in shown {
            let late = trial.drive.progress(at: event.time) - 850
            // By the estimate it may be early by as much as that may be wrong.
            #expect((-125...GuidanceConstants.latestMetres).contains(late))
            if case .crossedEstimated = event.reason { continue }
            #expect(late >= -15)
            // A moment's uncertainty of the speed comes to it.
            #expect(trial.drive.speed(at: event.time) <= allowed + 1)
        }
    }

    @Test func `the span passed blind: shown behind it by a slow bus, and not by a fast one`() throws {
        for (speed, kind) in [(4.0, GuidanceEvent.Kind.shown), (10, .passed)] {
            var bus = Bus(try street(), places(at: [500], comfort: .slow))
            bus.drive([10, 0], seconds: 40)
            bus.drive([5, 0], seconds: 32, .none)
            bus.drive([speed, 0], seconds: 6)
            #expect(bus.events.filter { $0.place == "at-500" }.map(\.kind) == [.armed, kind])
        }
    }

    @Test func `a bus that stands in the span when fixes return gets its place`() throws {
        var bus = Bus(try street(), places(at: [500], comfort: .stopped))
        bus.drive([10, 0], seconds: 42)
        // On the estimate it would be at 570 m, behind the exit.
        bus.drive([5, 0], seconds: 14, .none)
        #expect(bus.places(.passed).isEmpty && bus.places(.shown).isEmpty)
        bus.drive([0, 0], seconds: 20)
        #expect(bus.places(.shown) == ["at-500"])
    }

    @Test func `what was left open passes when the next place begins`() throws {
        var bus = Bus(try street(), places(at: [500], comfort: .slow) + places(at: [560]))
        bus.drive([10, 0], seconds: 42)
        bus.drive([10, 0], seconds: 12, .none)
        #expect(bus.places(.passed) == ["at-500"] && bus.places(.shown) == ["at-560"])
        bus.drive([3, 0], seconds: 10)
        #expect(bus.places(.shown) == ["at-560"])
    }
}

/// A street of 1.8 km with one place, driven once.
private struct Trial {
    let drive: SyntheticDrive
    let simulation: Simulation
    /// With fixes, from the trigger to the exit, at a speed that the place allows.
    let secondsSeenSlow: Int

    init(_ place: PlannedPlace, _ start: Double, _ seconds: Double) throws {
        let route = try Route([plane.location(at: [0, 0]), plane.location(at: [1_800, 0])])
        let tour = TourRoute(route: route, places: [place])
        var random = SeededRandom(seed: UInt64(start + 41) * 100 + UInt64(seconds))
        let style = SyntheticDrive.Style(cruise: 8...12, stopEvery: 100_000)
        let drive = SyntheticDrive(tour, along: route, style: style, random: &random)
        var faults = DriveFaults()
        let (trigger, exit) = (place.triggerMetres ?? 0, place.exitMetres ?? 0)
        let first = try #require(drive.time(atMetres: trigger)) + start
        faults.outages = [first...first + seconds]
        let fixes = faults.apply(to: drive.fixes(random: &random), random: &random)
        let allowed = try #require(place.comfort.fastestSpeed)
        secondsSeenSlow = fixes.count { timed in
            timed.fix.location != nil && (trigger..<exit).contains(drive.progress(at: timed.time))
                && drive.speed(at: timed.time) <= allowed - 0.6
        }
        simulation = Simulation(tour, fixes)
        self.drive = drive
    }
}
