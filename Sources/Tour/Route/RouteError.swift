/// Why locations make up no route. Points are counted from 1.
package enum RouteError: Error, Hashable {
    /// Fewer than two that are different.
    case tooShort
    case notFinite(point: Int)
    case outOfRange(point: Int, TourDocument.Location)
}

extension RouteError: CustomStringConvertible {
    /// What is wrong; what to do.
    package var description: String {
        switch self {
        case .tooShort: "the route has fewer than two different points; give it the whole line that the bus drives"
        case .notFinite(let point): "point \(point) of the route has a coordinate that is no number; correct it"
        case .outOfRange(let point, let location):
            "point \(point) of the route lies at latitude \(location.latitudeDegrees)°, longitude "
                + "\(location.longitudeDegrees)°, which is nowhere on the Earth; "
                + (isSwapped(location)
                    ? "exchange the two" : "latitudes go from -90 to 90, longitudes from -180 to 180")
        }
    }

    private func isSwapped(_ location: TourDocument.Location) -> Bool {
        abs(location.latitudeDegrees) <= 180 && abs(location.longitudeDegrees) <= 90
    }
}
