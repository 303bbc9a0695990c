import Foundation
import Testing
import Tour

struct RouteTests {
    @Test func `lengths are those of the ellipsoid`() throws {
        // Quarter meridian tables: from latitude 44.5° to 45.5° it is 111,131.8 m.
        #expect(abs(try line((44.5, 10), (45.5, 10)).lengthMetres - 111_131.8) < 1)
        // A degree of the equator is a · π / 180.
        #expect(abs(try line((0, 10), (0, 11)).lengthMetres - 6_378_137 * .pi / 180) < 0.01)
        // Flinders Peak to Buninyong, the line that Vincenty's formula is tested with.
        let flinders = try line((-37.951_033_417, 144.424_867_889), (-37.652_821_139, 143.926_495_528))
        #expect(abs(flinders.lengthMetres - 54_972.271) < 0.2)
    }

    @Test func `a route may cross the date line`() throws {
        let route = try line((10, 179.99), (10, -179.99))
        #expect(abs(route.lengthMetres - 2_192.9) < 1)
        #expect(abs(abs(route.location(atMetres: route.lengthMetres / 2).longitudeDegrees) - 180) < 1e-9)
        let found = route.projections(of: location(10.0005, -179.995), withinMetres: 100)
        #expect(found.count == 1)
        #expect(abs(try #require(found.first).progressMetres - route.lengthMetres * 0.75) < 0.1)
    }

    @Test func `progress goes to a location, a heading and back`() throws {
        let route = try square()
        #expect(route.isLoop)
        #expect(abs(route.lengthMetres - 4_000) < 1)
        for (progress, heading) in [(500.0, 90.0), (1_500, 0), (2_500, 270), (3_500, 180)] {
            #expect(abs(degrees(route.headingRadians(atMetres: progress)) - heading) < 0.01)
            let found = route.projections(of: route.location(atMetres: progress), withinMetres: 20)
            #expect(found.count == 1)
            let projection = try #require(found.first)
            #expect(abs(projection.progressMetres - progress) < 0.01)
            #expect(projection.offsetMetres < 0.01)
            #expect(abs(degrees(projection.headingRadians) - heading) < 0.01)
        }
    }

    @Test func `an offset is the distance to the line`() throws {
        let route = try square()
        let plane = LocalPlane(at: route.location(atMetres: 500))
        for offset in [-35.0, -3, 3, 35] {
            let found = route.projections(of: plane.location(at: [7, offset]), withinMetres: 40)
            #expect(found.count == 1)
            #expect(abs(try #require(found.first).offsetMetres - abs(offset)) < 0.01)
            #expect(abs(try #require(found.first).progressMetres - 507) < 0.05)
        }
        #expect(route.projections(of: plane.location(at: [0, 41]), withinMetres: 40).isEmpty)
    }

    @Test func `a street driven there and back gives two`() throws {
        let route = try metres([[0, 0], [1_000, 0], [0, 0]])
        #expect(route.isLoop)
        let found = route.projections(of: at([300, 4]), withinMetres: 10)
        #expect(found.map { ($0.progressMetres).rounded() } == [300, 1_700])
        #expect(found.map { degrees($0.headingRadians).rounded() } == [90, 270])
        #expect(route.projections(of: at([300, 4]), withinMetres: 10, along: 1_000...2_000).count == 1)
    }

    @Test func `a crossing gives two and a corner one or two`() throws {
        let crossing = try metres([[0, 0], [200, 0], [200, 100], [100, 100], [100, -100]])
        #expect(!crossing.isLoop)
        #expect(
            crossing.projections(of: at([100, 0]), withinMetres: 5).map { $0.progressMetres.rounded() } == [100, 500]
        )
        let corner = try metres([[0, 0], [100, 0], [100, 100]])
        #expect(corner.projections(of: at([103, -3]), withinMetres: 10).map { $0.progressMetres.rounded() } == [100])
        #expect(
            corner.projections(of: at([97, 3]), withinMetres: 10).map { $0.progressMetres.rounded() } == [97, 103]
        )
    }

    @Test func `the ends of a line are ends, and those of a loop are one place`() throws {
        let open = try metres([[0, 0], [100, 0], [200, 50]])
        #expect(open.projections(of: at([-5, 1]), withinMetres: 10).map(\.progressMetres) == [0])
        #expect(open.projections(of: at([204, 52]), withinMetres: 10).map(\.progressMetres) == [open.lengthMetres])
        let loop = try square()
        let start = loop.projections(of: at([-2, -2]), withinMetres: 10)
        #expect(start.map(\.progressMetres) == [0])
        let over = loop.projections(of: at([-2, -2]), withinMetres: 10, along: 3_900...4_100)
        #expect(over.map { $0.progressMetres.rounded() } == [4_000])
        let lap = loop.projections(of: at([50, 1]), withinMetres: 10, along: -3_980...(-3_900))
        #expect(lap.map { $0.progressMetres.rounded() } == [-3_950])
    }

    @Test func `a bus rounds corners as far as there is room`() throws {
        // A right angle with room: the arc of 12 m touches the legs 12 m beside the corner, and is half done at it.
        let corner = try metres([[0, 0], [100, 0], [100, -100]])
        let headings = corner.drivenHeadings(fromMetres: 84, everyMetres: 3, count: 11).map(degrees)
        let wanted = [90, 90, 97.5, 108.75, 120, 131.25, 142.5, 153.75, 165, 176.25, 180]
        for (heading, wanted) in zip(headings, wanted) {
            #expect(abs(heading - wanted) < 0.1)
        }
        // Of short legs a half each; and a loop has a corner at its seam too.
        let tight = try metres([[0, 0], [100, 0], [100, -10], [200, -10]])
        #expect(
            tight.drivenHeadings(fromMetres: 95, everyMetres: 5, count: 4).map { degrees($0).rounded() } == [
                90, 135, 180, 135,
            ]
        )
        let loop = try square()
        let lap = loop.drivenHeadings(fromMetres: -12, everyMetres: 12, count: 3).map(degrees)
        let next = loop.drivenHeadings(fromMetres: loop.lengthMetres - 12, everyMetres: 12, count: 3).map(degrees)
        for (one, (same, wanted)) in zip(lap, zip(next, [180.0, 135, 90])) {
            #expect(abs(one - same) < 0.1 && abs(one - wanted) < 0.5)
        }
    }

    @Test func `a gap of a recorded loop is closed, a short line stays open`() throws {
        let gapped = try metres([[0, 0], [500, 0], [500, 500], [0, 500], [0, 20]])
        #expect(gapped.isLoop && abs(gapped.lengthMetres - 2_000) < 0.5)
        #expect(gapped.locations.last == gapped.locations.first)
        #expect(try metres([[0, 0], [20, 0]]).isLoop == false)
        #expect(try metres([[0, 0], [500, 0], [500, 500], [0, 500], [0, 40]]).isLoop == false)
    }

    // The vertices lie near the corners, not on them, and cut off some decimetres.
    @Test func `a search finds in many vertices what is found in few`() throws {
        let few = try square()
        let many = try Route((0...4_000).map { few.location(atMetres: Double($0)) })
        #expect(abs(many.lengthMetres - few.lengthMetres) < 0.2)
        for progress in stride(from: 3.3, to: 4_000, by: 97.7) {
            let plane = LocalPlane(at: few.location(atMetres: progress))
            let place = plane.location(at: [4, 4])
            let near = many.projections(of: place, withinMetres: 20).map(\.progressMetres)
            let exact = few.projections(of: place, withinMetres: 20).map(\.progressMetres)
            #expect(near.count == exact.count && zip(near, exact).allSatisfy { abs($0 - $1) < 0.2 })
        }
    }

    @Test func `points that make no route are refused`() {
        #expect(throws: RouteError.tooShort) { try Route([]) }
        #expect(throws: RouteError.tooShort) { try Route([at([0, 0])]) }
        #expect(throws: RouteError.tooShort) { try Route([at([0, 0]), at([0, 0]), at([0, 0])]) }
        #expect(throws: RouteError.notFinite(point: 2)) { try Route([at([0, 0]), location(.nan, 7)]) }
        #expect(throws: RouteError.notFinite(point: 1)) { try Route([location(7, .infinity), at([0, 0])]) }
        let swapped = #expect(throws: RouteError.self) { try Route([location(7, 49), location(139.7, 35.7)]) }
        #expect("\(swapped.map(String.init(describing:)) ?? "")".hasSuffix("; exchange the two"))
    }

    @Test func `a location that is no number lies nowhere`() throws {
        #expect(try square().projections(of: location(.nan, 7), withinMetres: 1e9).isEmpty)
    }
}

private let plane = LocalPlane(at: location(49.44, 7.77))

private func location(_ latitude: Double, _ longitude: Double) -> TourDocument.Location {
    TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
}

/// Metres east and north of a place.
private func at(_ metres: SIMD2<Double>) -> TourDocument.Location { plane.location(at: metres) }

private func metres(_ points: [SIMD2<Double>]) throws -> Route { try Route(points.map(at)) }

private func line(_ from: (Double, Double), _ to: (Double, Double)) throws -> Route {
    try Route([location(from.0, from.1), location(to.0, to.1)])
}

/// A loop of 1 km a side: east, north, west, south.
private func square() throws -> Route { try metres([[0, 0], [1_000, 0], [1_000, 1_000], [0, 1_000], [0, 0]]) }

private func degrees(_ radians: Double) -> Double { radians * 180 / .pi }
