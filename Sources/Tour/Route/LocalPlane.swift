import Foundation

/// The ground around a location as a plane: x metres east of it, y metres north.
///
/// Angles are scaled with the ellipsoid's two radii of curvature at the origin (Snyder, *Map Projections: A Working
/// Manual*, USGS 1987, equations 4-18 and 4-20). What lies x east and y north of the origin is off by about
/// x · y · tan(latitude) / 6,370 km: 2 mm at 100 m, 0.2 m at 1 km, 19 m at 10 km (latitude 50°). Of use within some
/// kilometres, and not at the poles.
package struct LocalPlane: Sendable {
    package let origin: TourDocument.Location
    /// Metres a degree of longitude and a degree of latitude.
    let metresPerDegree: SIMD2<Double>

    package init(at origin: TourDocument.Location) {
        self.origin = origin
        metresPerDegree = Self.metresPerDegree(latitudeDegrees: origin.latitudeDegrees)
    }

    package func metres(to location: TourDocument.Location) -> SIMD2<Double> {
        let degrees = SIMD2(
            turned(location.longitudeDegrees - origin.longitudeDegrees),
            location.latitudeDegrees - origin.latitudeDegrees
        )
        return degrees * metresPerDegree
    }

    /// Metres from the origin.
    package func distance(to location: TourDocument.Location) -> Double {
        let metres = metres(to: location)
        return (metres * metres).sum().squareRoot()
    }

    package func location(at metres: SIMD2<Double>) -> TourDocument.Location {
        let degrees = metres / metresPerDegree
        return TourDocument.Location(
            latitudeDegrees: origin.latitudeDegrees + degrees.y,
            longitudeDegrees: turned(origin.longitudeDegrees + degrees.x)
        )
    }

    static func metresPerDegree(latitudeDegrees: Double) -> SIMD2<Double> {
        let latitude = latitudeDegrees * .pi / 180
        let (sine, cosine) = (sin(latitude), cos(latitude))
        let w = 1 - eccentricitySquared * sine * sine
        let prime = equatorialRadius / w.squareRoot()
        let meridian = prime * (1 - eccentricitySquared) / w
        return SIMD2(prime * cosine, meridian) * (.pi / 180)
    }
}

// WGS 84.
private let equatorialRadius = 6_378_137.0
private let eccentricitySquared = 0.006_694_379_990_141_3

/// A difference of longitudes as −180…180°.
func turned(_ degrees: Double) -> Double {
    abs(degrees) <= 180 ? degrees : degrees - 360 * (degrees / 360).rounded()
}
