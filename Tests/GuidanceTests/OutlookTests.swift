import Foundation
import Guidance
import Testing
import Tour

/// Why the next place is not on, with the numbers of a bus whose place and speed are known.
struct OutlookTests {
    private static let metresPerDegree = 111_200.0

    /// A street to the north with a place for slow buses from 950 to 1050 m, and one for all from 1450 to 1550 m.
    private func engine() throws -> GuidanceEngine {
        let ends = [0.0, 3000].map { Self.location($0) }
        let route = try Route(ends)
        func place(_ id: String, _ metres: Double, _ comfort: TourDocument.Comfort) -> PlannedPlace {
            PlannedPlace(
                id: id,
                location: route.location(atMetres: metres),
                comfort: comfort,
                progressMetres: metres,
                triggerMetres: metres - 50,
                exitMetres: metres + 50
            )
        }
        return GuidanceEngine(
            TourRoute(route: route, places: [place("market", 1000, .slow), place("gate", 1500, .any)])
        )
    }

    private static func location(_ metres: Double) -> TourDocument.Location {
        TourDocument.Location(latitudeDegrees: 49 + metres / metresPerDegree, longitudeDegrees: 8)
    }

    private func drive(_ engine: inout GuidanceEngine, to metres: Double, speed: Double = 10) {
        var (place, time) = (0.0, 0.0)
        while place <= metres {
            let fix = Fix(
                mode: .threeDimensional,
                location: Self.location(place),
                time: time,
                speed: speed,
                trackRadians: 0
            )
            _ = engine.add(fix, at: time)
            (place, time) = (place + speed, time + 1)
        }
    }

    @Test func `ahead of a trigger it says how far, how long, and how fast is allowed`() throws {
        var engine = try engine()
        drive(&engine, to: 750)
        let outlook = try #require(engine.outlook)
        guard case .near(let metres, let seconds) = outlook.reason else {
            Issue.record("\(outlook.reason)")
            return
        }
        #expect(outlook.place == "market" && abs(metres - 200) < 5 && abs(seconds - 20) < 3)
        #expect(abs(try #require(outlook.allowedSpeed) - 20 / 3.6) < 0.001)
        #expect(outlook.secondsWithoutFix == nil)
    }

    @Test func `a place whose trigger is crossed says what keeps it`() throws {
        var engine = try engine()
        drive(&engine, to: 1000)
        #expect(engine.outlook?.place == "market")
        guard case .tooFast(let speed, let allowed) = engine.outlook?.reason else {
            Issue.record("\(String(describing: engine.outlook))")
            return
        }
        #expect(abs(speed - 10) < 0.5 && abs(allowed - 20 / 3.6) < 0.001)
        _ = engine.command(.hold, at: 101)
        #expect(engine.outlook?.reason == .held)
        #expect(engine.outlook?.place == "market")
    }

    @Test func `without fixes it says for how long, and behind the last place nothing`() throws {
        var engine = try engine()
        #expect(engine.outlook?.reason == .fault(.noFix))
        drive(&engine, to: 1200)
        _ = engine.tick(at: 125)
        #expect(engine.position == .estimated)
        #expect(abs(try #require(engine.outlook?.secondsWithoutFix) - 5) < 1.1)
        #expect(engine.outlook?.place == "gate")
        _ = engine.tick(at: 170)
        #expect(engine.position == .lost)
        guard case .uncertain(let metres) = engine.outlook?.reason else {
            Issue.record("\(String(describing: engine.outlook))")
            return
        }
        #expect(metres > GuidanceConstants.mostUncertainMetres && engine.outlook?.place == nil)
        #expect(abs(try #require(engine.outlook?.secondsWithoutFix) - 50) < 1.1)

        var other = try self.engine()
        drive(&other, to: 1700)
        #expect(other.outlook == nil)
    }
}
