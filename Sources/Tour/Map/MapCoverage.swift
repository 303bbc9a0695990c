/// What part of the Earth a map shows.
package enum MapCoverage: Sendable, Hashable {
    case tiles(Set<MapTile>)
    /// A rectangle in degrees.
    case area(south: Double, west: Double, north: Double, east: Double)

    /// The smallest rectangle around some locations; `nil` without any.
    init?(around locations: [TourDocument.Location]) {
        guard let first = locations.first else { return nil }
        var (lowest, highest) = (first.degrees, first.degrees)
        for location in locations {
            lowest = pointwiseMin(lowest, location.degrees)
            highest = pointwiseMax(highest, location.degrees)
        }
        self = .area(south: lowest.y, west: lowest.x, north: highest.y, east: highest.x)
    }

    /// On any of its zooms.
    package func shows(_ location: TourDocument.Location) -> Bool {
        switch self {
        case .tiles(let tiles):
            (0...MapTile.finestZoom).contains { zoom in
                MapTile(at: location, zoom: zoom).map(tiles.contains) ?? false
            }
        case .area(let south, let west, let north, let east):
            (south...north).contains(location.latitudeDegrees) && (west...east).contains(location.longitudeDegrees)
        }
    }

    /// With the rows of tiles counted from the other end; `nil` where there are none.
    fileprivate var mirrored: MapCoverage? {
        guard case .tiles(let tiles) = self else { return nil }
        return .tiles(Set(tiles.map(\.mirrored)))
    }
}

extension TourDocument {
    /// What is wrong where the map does not show places of the tour.
    package func findings(on coverage: MapCoverage) -> [TourFinding] {
        guard let map else { return [] }
        func finding(_ code: TourFinding.Code, _ message: String, advice: String) -> [TourFinding] {
            [TourFinding(code: code, file: file, mark: map.mark, message: message, advice: advice)]
        }
        let absent = places.filter { !coverage.shows($0.location) }
        guard absent.count == places.count else {
            guard let first = absent.first else { return [] }
            let more = absent.count == 1 ? "" : " and \(absent.count - 1) more of the tour's places"
            return finding(
                .mapElsewhere,
                "the map does not show '\(first.id)'\(more)",
                advice: "extend it to wherever the vehicle comes"
            )
        }
        if let mirrored = coverage.mirrored, places.contains(where: { mirrored.shows($0.location) }) {
            return finding(
                .badMap,
                "the rows of the map's tiles are counted from the south (TMS)",
                advice: "make them in the XYZ scheme, as with `gdal2tiles.py --xyz`"
            )
        }
        return finding(
            .mapElsewhere,
            "the map shows none of the tour's places",
            advice: "give a map of where the tour is"
        )
    }
}

extension TourDocument.Location {
    /// East, north.
    fileprivate var degrees: SIMD2<Double> { SIMD2(longitudeDegrees, latitudeDegrees) }
}
