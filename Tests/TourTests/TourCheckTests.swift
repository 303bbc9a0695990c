import Testing
import Tour

struct TourCheckTests {
    @Test func `finds nothing in a tour that is right`() throws {
        #expect(try DriveTour().findings() == [])
        #expect(try DriveTour().with(seconds: 117.9, of: "hall.mp3").findings() == [])
    }

    @Test(arguments: DriveMistake.all)
    func `says where it stands, what is wrong and what to do`(_ mistake: DriveMistake) throws {
        let findings = try mistake.tour.findings()
        let isOtherFile = mistake.tour.files[mistake.place] != nil
        let place =
            try isOtherFile
            ? mistake.place : "tour.yaml:\(#require(mark(of: mistake.place, in: mistake.tour.yaml)).line)"
        let level = mistake.code.level == .error ? "" : "\(mistake.code.level.rawValue): "
        #expect(findings.map(\.code) == [mistake.code])
        #expect(findings.map(\.description) == ["\(place): \(level)\(mistake.message); \(mistake.advice)"])
    }

    @Test func `a place off the route may have a zone`() throws {
        let tour = DriveTour().movingHall(to: Ground(300, 150))
            .replacing("exit_m: 50", "exit_m: 50, zone: zone.geojson").with(file: "zone.geojson", DriveMistake.zone)
        #expect(try tour.findings() == [])
        let hall = try #require(tour.plan().places.first)
        #expect(hall.progressMetres == nil && hall.triggerMetres == nil && hall.exitMetres == nil)
        #expect(try #require(hall.zone).contains(Ground(300, 150).location))
    }

    @Test func `a heading may be 60 degrees off the route`() throws {
        for heading in [31, 90, 149] {
            #expect(try DriveTour().replacing("exit_m: 50", "exit_m: 50, heading_deg: \(heading)").findings() == [])
        }
        for heading in [29, 151] {
            let tour = DriveTour().replacing("exit_m: 50", "exit_m: 50, heading_deg: \(heading)")
            #expect(try tour.findings().map(\.code) == [.headingAgainstRoute])
        }
    }

    @Test(arguments: [("slow", 212.0), ("any", 118), ("stopped", .infinity)])
    func `narration has the time that the comfort rule leaves`(_ comfort: String, _ most: Double) throws {
        // 1180 m at 20 km/h, at 36 km/h; a bus that stands has all the time.
        let tour = DriveTour().replacing("exit_m: 50}", "exit_m: 50}\n    comfort: \(comfort)")
        #expect(try tour.with(seconds: min(most, 1e6) * 0.999, of: "hall.mp3").findings() == [])
        guard most.isFinite else { return }
        #expect(try tour.with(seconds: most * 1.005, of: "hall.mp3").findings().map(\.code) == [.longNarration])
    }

    @Test func `the last place of a loop is followed by the first`() throws {
        // Round the square hall and tower lie at 300 m and 1250 m; from the tower's trigger it is 1070 m to the hall's.
        let tour = DriveTour(DriveTour.square)
            .replacing(DriveTour.location(Ground(990, 500)), DriveTour.location(Ground(250, 500)))
            .replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(0, 100)))
            .replacing("heading_deg: 350", "heading_deg: 270")
        #expect(try tour.findings() == [])
        #expect(try tour.replacing("exit_m: 60", "exit_m: 949").findings() == [])
        let long = tour.replacing("exit_m: 60", "exit_m: 951")
        #expect(
            try long.findings().map(\.description).first?.contains("'hall' is shown 1 m before 'tower' is left") == true
        )
    }

    @Test func `a route that cannot be read is told alone`() throws {
        let tour = DriveTour().with(file: "route.geojson", "{}").movingHall(to: Ground(9000, 9000))
        #expect(try tour.findings().map(\.file) == ["route.geojson"])
    }
}
