import Foundation
import Testing
import Tour

struct MapTests {
    private static let town = TourDocument.Location(latitudeDegrees: 49.4447, longitudeDegrees: 7.7689)

    /// Columns and rows as the specification of web map tiles has them; the formula's logarithm is worked out in another way.
    @Test(arguments: 0...22) func `a location lies in its tile`(_ zoom: Int) throws {
        let side = Double(1 << zoom)
        let tile = try #require(MapTile(at: Self.town, zoom: zoom))
        let west = Double(tile.column) / side * 360 - 180
        #expect((west..<(west + 360 / side)).contains(Self.town.longitudeDegrees))
        let edges = [tile.row, tile.row + 1].map { atan(sinh(.pi * (1 - 2 * Double($0) / side))) * 180 / .pi }
        #expect(edges[1] < Self.town.latitudeDegrees && Self.town.latitudeDegrees <= edges[0])
    }

    /// The first as the formula of the OpenStreetMap wiki, in Python, has it.
    @Test func `well-known tiles are where they are`() {
        #expect(MapTile(at: Self.town, zoom: 13).map { "\($0)" } == "13/4272/2797")
        let corners = [(85.0, -180.0, "1/0/0"), (-85, 180, "1/1/1"), (0, 0, "1/1/1"), (10, -10, "1/0/0")]
        for (latitude, longitude, name) in corners {
            let location = TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
            #expect(MapTile(at: location, zoom: 1).map { "\($0)" } == name)
        }
    }

    @Test func `there are no tiles elsewhere`() {
        for (zoom, column, row) in [(0, 1, 0), (0, 0, -1), (3, 8, 0), (3, 0, 8), (23, 0, 0), (-1, 0, 0)] {
            #expect(MapTile(zoom: zoom, column: column, row: row) == nil)
        }
        for latitude in [86.0, -86, 90, -90] {
            let pole = TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: 0)
            #expect(MapTile(at: pole, zoom: 4) == nil)
        }
    }

    @Test func `places that a map does not show are told`() throws {
        let document = try read(FormatPage.full())
        let castle = try #require(MapTile(at: document.places[0].location, zoom: 17))
        let camp = try #require(MapTile(at: document.places[1].location, zoom: 12))
        #expect(document.findings(on: .tiles([castle, camp])) == [])
        let missing = try #require(document.findings(on: .tiles([castle])).first)
        #expect(missing.code == .mapElsewhere && missing.message == "the map does not show 'roman-camp'")
        #expect(missing.mark?.line == mark(of: "geojson:", in: try FormatPage.full())?.line)
        let world = try #require(MapTile(zoom: 0, column: 0, row: 0))
        #expect(document.findings(on: .tiles([world])) == [])
        let elsewhere = try #require(MapTile(zoom: 17, column: 5, row: 5))
        #expect(
            document.findings(on: .tiles([elsewhere])).map(\.message) == ["the map shows none of the tour's places"]
        )
        // Rows from the south.
        let turned = try #require(MapTile(zoom: 17, column: castle.column, row: (1 << 17) - 1 - castle.row))
        #expect(document.findings(on: .tiles([turned])).map(\.code) == [.badMap])
    }

    @Test func `what a GeoJSON map shows lies between its outermost positions`() throws {
        let map = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"highway": "primary"}, "geometry": \(lineString("[7.7, 49.41], [7.8, 49.42]"))},
              {"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [20, 60]}},
              {"type": "Feature", "properties": {}, "geometry": null},
              {"type": "Feature", "properties": {"building": "yes"}, "geometry":
                {"type": "Polygon", "coordinates": [[[7.6, 49.43], [7.61, 49.43], [7.61, 49.5], [7.6, 49.43]]]}}
            ]}
            """
        let coverage = try GeometryFile.map(Array(map.utf8), file: "a")
        #expect(coverage == .area(south: 49.41, west: 7.6, north: 49.5, east: 7.8))
        #expect(coverage.shows(Self.town))
        #expect(!coverage.shows(TourDocument.Location(latitudeDegrees: 49.4, longitudeDegrees: 7.7)))
    }

    @Test(arguments: [
        (TourFinding.Code.wrongGeometry, "{\"type\": \"Point\", \"coordinates\": [1, 2]}"),
        (.wrongGeometry, "{\"type\": \"FeatureCollection\", \"features\": []}"),
        (.wrongGeometry, "<gpx/>"), (.syntax, "{\"type\": \"FeatureCollection\", \"features\": ["), (.emptyFile, ""),
        (.missingKey, "{\"objects\": {}}"), (.syntax, "%PDF"),
        (.swappedCoordinates, lineString("[49.4, 107.7], [49.5, 107.8]")),
    ]) func `what is no map has a finding`(_ code: TourFinding.Code, _ text: String) {
        let error = #expect(throws: TourError.self) { try GeometryFile.map(Array(text.utf8), file: "map.geojson") }
        #expect(error?.findings.map(\.file) == ["map.geojson"])
        #expect(error?.findings.map(\.code) == [code])
        #expect(error?.findings.allSatisfy { !$0.advice.isEmpty } == true)
    }
}
