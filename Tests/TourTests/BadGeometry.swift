import Testing
import Tour

/// A file that holds no route or zone, and what is to be said about it.
struct BadGeometry: Sendable, CustomTestStringConvertible {
    let code: TourFinding.Code
    let content: String
    let line: Int?
    let message: String
    var isZone = false

    init(_ code: TourFinding.Code, _ content: String, line: Int? = nil, _ message: String) {
        self.code = code
        self.content = content
        self.line = line
        self.message = message
    }

    var testDescription: String { "\(code.rawValue): \(content.prefix(60))" }

    static let all = files + geoJSON + gpx + zones

    private static let files = [
        BadGeometry(.emptyFile, "", "the file is empty"),
        BadGeometry(.emptyFile, " \n\t", "the file is empty"),
        BadGeometry(.syntax, "49.4 7.7\n49.5 7.7\n", "this is neither GeoJSON nor GPX"),
        BadGeometry(.notText, "{\"type\": \"\u{0}\"}", "this is not UTF-8 text"),
        BadGeometry(
            .fileTooLarge,
            lineString((0...100_000).map { "[\(Double($0) / 1e6), 1]" }.joined(separator: ",")),
            "the line has 100001 positions, more than 100000"
        ),
    ]

    private static let geoJSON = [
        BadGeometry(
            .syntax,
            "{\"type\": \"LineString\",\n\"coordinates\": [[1, 2]\n[3, 4]]}",
            line: 3,
            "this is not JSON"
        ),
        BadGeometry(
            .syntax,
            "{\"type\": \"LineString\",\n\"coordinates\": [[1, 2], [NaN, 4]]}",
            line: 2,
            "this is not JSON"
        ),
        BadGeometry(.syntax, "{\"type\": \"LineString\"", "this is not JSON"),
        BadGeometry(.missingKey, "{}", "the file has no `type`, so it is no GeoJSON"),
        BadGeometry(.missingKey, "{\"type\": \"LineString\"}", "the file has no `coordinates`, so it is no GeoJSON"),
        BadGeometry(
            .missingKey,
            "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": {}}]}",
            "`features[0].geometry` has no `type`, so it is no GeoJSON"
        ),
        BadGeometry(.wrongType, "{\"type\": 5}", "`type` is not what GeoJSON has there"),
        BadGeometry(.wrongType, lineString("[1, 2], [1, \"2\"]"), "`coordinates[1][1]` is not what GeoJSON has there"),
        BadGeometry(.wrongType, lineString("[1, 2], [1]"), "`coordinates[1][1]` is not what GeoJSON has there"),
        BadGeometry(.wrongType, lineString("1, 2"), "`coordinates[0]` is not what GeoJSON has there"),
        BadGeometry(.wrongType, lineString("[1, 2], null"), "`coordinates[1]` is not what GeoJSON has there"),
        BadGeometry(
            .outOfRange,
            lineString("[1, 2], [100, 91]"),
            "`coordinates[1]` has the latitude 91.0 and the longitude 100.0, which is nowhere on the Earth"
        ),
        BadGeometry(
            .outOfRange,
            lineString("[1, 2], [1e9, 2]"),
            "`coordinates[1]` has the latitude 2.0 and the longitude 1000000000.0, which is nowhere on the Earth"
        ),
        BadGeometry(
            .swappedCoordinates,
            lineString("[35.68, 139.77], [35.69, 139.78]"),
            "`coordinates[0]` has the latitude 139.77 and the longitude 35.68, which is nowhere on the Earth"
        ),
        BadGeometry(.tooFewPoints, lineString(""), "the line has no position"),
        BadGeometry(.tooFewPoints, lineString("[7.7, 49.4]"), "the line has one position only"),
        BadGeometry(.tooFewPoints, lineString("[7.7, 49.4], [7.7, 49.4]"), "the line has one position only"),
        BadGeometry(
            .wrongGeometry,
            "{\"type\": \"FeatureCollection\", \"features\": []}",
            "there is no LineString in it"
        ),
        BadGeometry(
            .wrongGeometry,
            "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}",
            "there is no LineString in it, only a Point"
        ),
        BadGeometry(
            .wrongGeometry,
            "{\"type\": \"GeometryCollection\", \"geometries\": []}",
            "there is no LineString in it, only a GeometryCollection"
        ),
        BadGeometry(
            .wrongGeometry,
            "{\"type\": \"FeatureCollection\", \"features\": [\(Array(repeating: feature, count: 2).joined(separator: ","))]}",
            "it has 2 lines"
        ),
        BadGeometry(
            .wrongGeometry,
            "{\"type\": \"MultiLineString\", \"coordinates\": [[[1, 2], [3, 4]], [[3, 4.1], [5, 6]]]}",
            "part 2 of the MultiLineString does not begin where the part before it ends"
        ),
    ]

    private static let feature = "{\"type\": \"Feature\", \"geometry\": \(lineString("[1, 2], [3, 4]"))}"

    private static let gpx = [
        BadGeometry(.syntax, "<gpx><trk>\n<trkseg>\n</trk></gpx>", line: 3, "this is not XML"),
        BadGeometry(.syntax, "<gpx><trk><trkseg><trkpt lat='1' lon='2'/>", line: 1, "this is not XML"),
        BadGeometry(.syntax, "<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx/>", "it has a document type, which GPX never has"),
        BadGeometry(.syntax, "<?x?>" + track("<trkpt lat='1' lon='2'/>"), "it has a `<?…?>` with nothing in it"),
        BadGeometry(
            .syntax,
            "<gpx>\(String(repeating: "<a>", count: 100))",
            line: 1,
            "too many elements in each other"
        ),
        BadGeometry(.wrongGeometry, "\n<kml><Placemark/></kml>", line: 2, "this is `kml`, not GPX"),
        BadGeometry(
            .wrongGeometry,
            "<gpx><wpt lat='1' lon='2'/></gpx>",
            "there is no track (`trk`) or route (`rte`) in it"
        ),
        BadGeometry(.wrongGeometry, "<gpx><trk/><trk/></gpx>", "it has 2 tracks (`trk`)"),
        BadGeometry(.wrongGeometry, "<gpx><rte/><rte/><rte/></gpx>", "it has 3 routes (`rte`)"),
        BadGeometry(.tooFewPoints, "<gpx><trk/></gpx>", "the line has no position"),
        BadGeometry(
            .wrongType,
            track("\n<trkpt lat='1'/>"),
            line: 2,
            "this `trkpt` lacks a number as its `lat` or `lon`"
        ),
        BadGeometry(
            .wrongType,
            track("<trkpt lat='1,5' lon='2'/>"),
            line: 1,
            "this `trkpt` lacks a number as its `lat` or `lon`"
        ),
        BadGeometry(
            .notFinite,
            track("\n\n<trkpt lat='NaN' lon='2'/>"),
            line: 3,
            "this `trkpt` has a coordinate that is no finite number"
        ),
        BadGeometry(
            .outOfRange,
            track("<trkpt lat='100' lon='200'/>"),
            line: 1,
            "this `trkpt` has the latitude 100.0 and the longitude 200.0, which is nowhere on the Earth"
        ),
        BadGeometry(
            .swappedCoordinates,
            track("<trkpt lat='139.7' lon='35.6'/>"),
            line: 1,
            "this `trkpt` has the latitude 139.7 and the longitude 35.6, which is nowhere on the Earth"
        ),
    ]

    private static let zones: [BadGeometry] = [
        BadGeometry(.wrongGeometry, "<gpx/>", "this is XML, not GeoJSON"),
        BadGeometry(.wrongGeometry, lineString("[1, 2], [3, 4]"), "there is no Polygon in it, only a LineString"),
        BadGeometry(.tooFewPoints, "{\"type\": \"Polygon\", \"coordinates\": []}", "a Polygon has no ring"),
        BadGeometry(
            .tooFewPoints,
            "{\"type\": \"Polygon\", \"coordinates\": [[[1, 2], [3, 4], [1, 2]]]}",
            "a ring of the area has fewer than three different positions"
        ),
        BadGeometry(
            .swappedCoordinates,
            "{\"type\": \"MultiPolygon\", \"coordinates\": [[[[1, 2], [3, 4], [5, 99]]]]}",
            "`coordinates[0][0][2]` has the latitude 99.0 and the longitude 5.0, which is nowhere on the Earth"
        ),
    ].map { bad in
        var bad = bad
        bad.isZone = true
        return bad
    }
}

func lineString(_ positions: String) -> String { "{\"type\": \"LineString\", \"coordinates\": [\(positions)]}" }

func track(_ points: String) -> String { "<gpx><trk><trkseg>\(points)</trkseg></trk></gpx>" }
