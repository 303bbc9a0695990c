import Foundation
import Guidance
import Testing
import Tour

struct DetourTests {
    @Test func `ten seconds off the route are a detour, and the way back is found`() throws {
        var bus = Bus(try street(), places(at: [600, 1_500]))
        bus.drive([10, 0], seconds: 40)
        bus.drive([0, 10], seconds: 7)
        #expect(bus.first(.detour) == nil)
        bus.drive([0, 10], seconds: 13)
        #expect(bus.engine.position == .detour)
        // Where progress is not known, there is the receiver's own word.
        #expect(try #require(bus.engine.presentAccuracyMetres) > 0)
        #expect(try #require(bus.first(.detour)).reason == .fault(.offRoute))
        bus.drive([10, 0], seconds: 60)
        bus.drive([0, -10], seconds: 20)
        bus.drive([10, 0], seconds: 60)
        #expect(bus.engine.position == .tracked && bus.engine.presentAccuracyMetres == nil)
        // What was bypassed is not shown; what lies ahead is.
        #expect(bus.places(.shown) == ["at-1500"])
        #expect(bus.places(.passed) == ["at-600"])
        #expect(abs(try #require(bus.engine.progressMetres) - 1_600) < 15)
    }

    @Test func `a parallel street fires nothing`() throws {
        var bus = Bus(try street(), places(at: [800]), at: [0, 90])
        bus.drive([10, 0], seconds: 150)
        #expect(bus.places(.shown).isEmpty)
        #expect(bus.engine.position == .searching)
    }

    @Test func `the route driven the wrong way is a detour`() throws {
        var bus = Bus(try street(), places(at: [800]))
        bus.drive([10, 0], seconds: 60)
        bus.drive([-10, 0], seconds: 20)
        let detour = try #require(bus.first(.detour))
        guard case .fault(.againstRoute(let degrees)) = detour.reason else { throw Unexpected() }
        #expect(abs(degrees - 180) < 1)
        bus.drive([10, 0], seconds: 60)
        #expect(bus.places(.shown) == ["at-800"])
    }

    @Test func `off the route zones count`() throws {
        var bus = Bus(try street(), places(at: [900], zone: try square(around: [600, 300], reach: 80)))
        bus.drive([10, 0], seconds: 40)
        bus.drive([0, 10], seconds: 30)
        bus.drive([10, 0], seconds: 20)
        let shown = try #require(bus.first(.shown))
        #expect(shown.reason == .zoneEntered && shown.place == "at-900")
        bus.drive([10, 0], seconds: 20)
        #expect(try #require(bus.events.last { $0.kind == .left }).reason == .zoneLeft)
    }

    @Test func `a tour without a route goes by zones alone`() throws {
        var bus = Bus(nil, places(at: [900], zone: try square(around: [200, 0], reach: 50)))
        bus.drive([10, 0], seconds: 40)
        #expect(bus.places(.shown) == ["at-900"] && bus.places(.left) == ["at-900"])
    }

    @Test func `a bus found in the middle of its way shows what lies ahead`() throws {
        var bus = Bus(try street(), places(at: [300, 1_200]), at: [800, 0])
        bus.drive([10, 0], seconds: 60)
        #expect(bus.places(.shown) == ["at-1200"])
        #expect(bus.places(.passed).isEmpty)
    }
}

private func square(around centre: SIMD2<Double>, reach: Double) throws -> Zone {
    let corners: [SIMD2<Double>] = [
        [-reach, -reach], [reach, -reach], [reach, reach], [-reach, reach], [-reach, -reach],
    ]
    let ring = corners.map { plane.location(at: centre + $0) }.map { "[\($0.longitudeDegrees),\($0.latitudeDegrees)]" }
    let text = "{\"type\":\"Polygon\",\"coordinates\":[[\(ring.joined(separator: ","))]]}"
    return try GeometryFile.zone(Array(text.utf8), file: "zone.geojson")
}
