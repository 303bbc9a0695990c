import Foundation
import TestSupport
import Testing
import Tour

struct ZoneTests {
    private func zone(_ geometry: String) throws -> Zone {
        try GeometryFile.zone(Array(geometry.utf8), file: "zone.geojson")
    }

    private func at(_ longitude: Double, _ latitude: Double) -> TourDocument.Location {
        TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }

    @Test func `a hole is outside`() throws {
        let zone = try zone(
            "{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], "
                + "[[4, 4], [4, 6], [6, 6], [6, 4], [4, 4]]]}"
        )
        #expect(zone.contains(at(1, 1)) && zone.contains(at(9, 5)) && zone.contains(at(5, 3)))
        #expect(!zone.contains(at(5, 5)) && !zone.contains(at(11, 5)) && !zone.contains(at(5, -1)))
    }

    @Test func `all areas of a file count`() throws {
        let zone = try zone(
            "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": {\"type\": \"MultiPolygon\", "
                + "\"coordinates\": [[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]], [[[2, 0], [3, 0], [3, 1], [2, 1]]]]}}, "
                + "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[4, 0], [5, 0], [5, 1]]]}}]}"
        )
        let inside = [0.5, 1.5, 2.5, 3.5, 4.5].map { zone.contains(at($0, 0.3)) }
        #expect(inside == [true, false, true, false, true])
    }

    @Test func `the border of the map is no border`() throws {
        let zone = try zone("{\"type\": \"Polygon\", \"coordinates\": [[[179, 0], [-179, 0], [-179, 1], [179, 1]]]}")
        #expect(zone.contains(at(179.5, 0.5)) && zone.contains(at(-179.5, 0.5)) && zone.contains(at(180, 0.5)))
        #expect(!zone.contains(at(178.5, 0.5)) && !zone.contains(at(0, 0.5)))
    }

    /// Against the inequality of an ellipse, of which the polygon has a thousand corners.
    @Test func `a round area has what lies in it`() throws {
        let corners = (0..<1000).map { index in
            let angle = Double(index) * 2 * .pi / 1000
            return "[\(7 + 2 * cos(angle)), \(49 + sin(angle))]"
        }
        let zone = try zone("{\"type\": \"Polygon\", \"coordinates\": [[\(corners.joined(separator: ","))]]}")
        var random = SplitMix64(state: 7)
        for _ in 0..<5000 {
            let (x, y) = (Double.random(in: -3...3, using: &random), Double.random(in: -1.5...1.5, using: &random))
            let radius = (x * x / 4 + y * y).squareRoot()
            guard abs(radius - 1) > 1e-4 else { continue }
            #expect(zone.contains(at(7 + x, 49 + y)) == (radius < 1))
        }
    }
}
