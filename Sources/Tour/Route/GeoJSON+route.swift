extension GeoJSON {
    /// The only line, in one piece.
    func line() throws(GeometryFault) -> [TourDocument.Location] {
        let lines = geometries.compactMap { geometry -> [[TourDocument.Location]]? in
            switch geometry {
            case .line(let line): [line]
            case .lines(let parts): parts
            default: nil
            }
        }
        guard let parts = lines.first, lines.count == 1 else {
            throw GeometryFault(
                .wrongGeometry,
                lines.isEmpty ? "there is no LineString in it\(others)" : "it has \(lines.count) lines",
                advice: "give it exactly one LineString, the way that the vehicle drives"
            )
        }
        return try joined(parts)
    }

    /// All areas together.
    func zone() throws(GeometryFault) -> Zone {
        let polygons = geometries.flatMap { geometry -> [[[TourDocument.Location]]] in
            switch geometry {
            case .polygon(let rings): [rings]
            case .polygons(let polygons): polygons
            default: []
            }
        }
        guard !polygons.isEmpty else {
            throw GeometryFault(
                .wrongGeometry,
                "there is no Polygon in it\(others)",
                advice: "draw the area as a Polygon or MultiPolygon"
            )
        }
        guard polygons.allSatisfy({ !$0.isEmpty }) else {
            throw GeometryFault(.tooFewPoints, "a Polygon has no ring", advice: "draw its outline again")
        }
        for ring in polygons.joined() where Set(ring).count < 3 {
            throw GeometryFault(
                .tooFewPoints,
                "a ring of the area has fewer than three different positions",
                advice: "draw its outline again"
            )
        }
        return Zone(polygons: polygons)
    }

    /// Of a map.
    func mapCoverage() throws(GeometryFault) -> MapCoverage {
        let locations = geometries.flatMap { geometry -> [TourDocument.Location] in
            switch geometry {
            case .line(let line): line
            case .lines(let lines): Array(lines.joined())
            case .polygon(let rings): Array(rings.joined())
            case .polygons(let polygons): Array(polygons.joined().joined())
            case .other: []
            }
        }
        guard let coverage = MapCoverage(around: locations) else {
            throw GeometryFault(
                .wrongGeometry,
                "there are no lines and no areas in it\(others)",
                advice: "give streets, waters and buildings as LineStrings and Polygons"
            )
        }
        return coverage
    }

    /// ", only a Point".
    private var others: String {
        let types = geometries.map { geometry in
            switch geometry {
            case .line: "a LineString"
            case .lines: "a MultiLineString"
            case .polygon: "a Polygon"
            case .polygons: "a MultiPolygon"
            case .other(let type): "a \(type)"
            }
        }
        return types.first.map { ", only \($0)" } ?? ""
    }
}

/// About a metre: parts that meet may be rounded differently.
private let sameDegrees = 1e-5

/// The parts of a line as one, each beginning where the one before ends.
private func joined(_ parts: [[TourDocument.Location]]) throws(GeometryFault) -> [TourDocument.Location] {
    var line = parts.first ?? []
    for (index, part) in parts.enumerated().dropFirst() {
        guard let end = line.last, let start = part.first, meet(end, start) else {
            throw GeometryFault(
                .wrongGeometry,
                "part \(index + 1) of the MultiLineString does not begin where the part before it ends",
                advice: "join the parts to one line, in the order in which they are driven"
            )
        }
        line += part.dropFirst()
    }
    return line
}

private func meet(_ one: TourDocument.Location, _ other: TourDocument.Location) -> Bool {
    abs(one.latitudeDegrees - other.latitudeDegrees) <= sameDegrees
        && abs(one.longitudeDegrees - other.longitudeDegrees) <= sameDegrees
}
