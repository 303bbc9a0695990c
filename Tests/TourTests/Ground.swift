import Tour

/// Metres on the ground, from where the equator crosses the Greenwich meridian: there WGS 84 makes a degree of longitude
/// 2πa/360 long, and one of latitude 2πa(1 − e²)/360.
struct Ground {
    let east: Double
    let north: Double

    init(_ east: Double, _ north: Double) {
        (self.east, self.north) = (east, north)
    }

    private static let metresPerDegree = 2 * Double.pi * 6_378_137 / 360
    private static let eccentricitySquared = 0.006_694_379_990_141_3

    var longitude: Double { east / Self.metresPerDegree }
    var latitude: Double { north / (Self.metresPerDegree * (1 - Self.eccentricitySquared)) }
    var location: TourDocument.Location {
        TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }
}

extension [Ground] {
    /// As a GeoJSON geometry.
    var line: String { "{\"type\": \"LineString\", \"coordinates\": \(positions)}" }

    var positions: String { "[\(map { "[\($0.longitude), \($0.latitude)]" }.joined(separator: ", "))]" }
}
