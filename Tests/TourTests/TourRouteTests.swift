import Foundation
import Testing
import Tour

struct TourRouteTests {
    @Test func `places get their progress, triggers and exits`() throws {
        let plan = try DriveTour().plan()
        let route = try #require(plan.route)
        #expect(abs(route.lengthMetres - 2000) < 0.01 && !route.isLoop)
        #expect(plan.places.map(\.id) == ["hall", "tower", "garden"])
        let expected: [(Double?, Double?, Double?)] = [(300, 200, 350), (1500, 1380, 1560), (1900, nil, nil)]
        for (place, expected) in zip(plan.places, expected) {
            #expect(isNear(place.progressMetres, expected.0))
            #expect(isNear(place.triggerMetres, expected.1))
            #expect(isNear(place.exitMetres, expected.2))
        }
        #expect(plan.places.map(\.comfort) == [.any, .slow, .any])
        #expect(plan.places[0].headingRadians == nil)
        #expect(isNear(plan.places[1].headingRadians, 350 * .pi / 180))
        #expect(plan.places.allSatisfy { $0.zone == nil })
    }

    /// A centimetre, for places lie some metres from the equator.
    private func isNear(_ value: Double?, _ expected: Double?) -> Bool {
        guard let value, let expected else { return value == nil && expected == nil }
        return abs(value - expected) < 0.01
    }

    private let back = DriveTour(DriveTour.thereAndBack).replacing(
        "trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}\n",
        "\n"
    )

    @Test func `a street driven there and back needs to know which way`() throws {
        let error = #expect(throws: TourError.self) { try back.plan() }
        #expect(error?.findings.map(\.code) == [.ambiguousPlace])
    }

    @Test(arguments: [(80, 300.0), (250, 1700)])
    func `a heading tells which way`(_ heading: Int, _ progress: Double) throws {
        let plan = try back.replacing("exit_m: 50", "exit_m: 50, heading_deg: \(heading)").plan()
        #expect(isNear(plan.places[0].progressMetres, progress))
    }

    @Test func `a stated progress tells which way`() throws {
        let plan = try back.replacing("trigger:", "progress_m: 1690\n    trigger:").plan()
        #expect(plan.places[0].progressMetres == 1690)
        #expect(plan.places[0].triggerMetres == 1590 && plan.places[0].exitMetres == 1740)
    }

    @Test func `only one side of a street counts where the other is farther`() throws {
        // Two streets 60 m apart; the place is 10 m from the one and 50 m from the other.
        let line = [Ground(0, 0), Ground(1000, 0), Ground(1000, 60), Ground(0, 60)]
        let plan = try DriveTour(line).replacing("trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}\n", "\n").plan()
        #expect(isNear(plan.places[0].progressMetres, 300))
    }

    @Test func `a bend round a place is one pass`() throws {
        let line = [Ground(0, 0), Ground(330, 0), Ground(330, 40), Ground(270, 40), Ground(270, 80), Ground(2000, 80)]
        let places = try DriveTour(line).replacing("trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}\n", "\n")
            .plan().places
        #expect(isNear(places[0].progressMetres, 300))
    }

    @Test func `the seam of a loop is no second pass`() throws {
        let tour = DriveTour(DriveTour.square).movingHall(to: Ground(5, 5)).replacing(
            "lead_m: 120, exit_m: 60, heading_deg: 350",
            "lead_m: 1, exit_m: 1"
        )
        let progress = try #require(tour.plan().places[0].progressMetres)
        #expect(isNear(progress, 5) || isNear(progress, 1995))
    }

    @Test func `without a route there are zones`() throws {
        let tour = DriveTour().replacing("route: route.geojson\n", "").replacing(
            "exit_m: 50",
            "exit_m: 50, zone: zone.geojson"
        )
        .with(file: "zone.geojson", DriveMistake.zone)
        let plan = try tour.plan()
        #expect(plan.route == nil)
        #expect(plan.places[0].zone != nil && plan.places[1].zone == nil)
        #expect(plan.places.allSatisfy { $0.triggerMetres == nil })
    }

    @Test func `a hostile line takes no longer than its length`() throws {
        // Across the place and back 49,999 times.
        let line = (0..<100_000).map { Ground(300, $0 % 2 == 0 ? -90 : 90) } + [Ground(5000, 0)]
        let start = ContinuousClock.now
        _ = try? DriveTour(Array(line.dropFirst())).findings()
        #expect(start.duration(to: .now) < .seconds(20))
    }
}
