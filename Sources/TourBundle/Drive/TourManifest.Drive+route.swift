package import Tour

extension TourManifest.Drive {
    /// Of a tour that has a route or a zone; else `nil`, for there is nothing that a vehicle could trigger.
    package init?(_ tour: TourRoute) {
        guard tour.route != nil || tour.places.contains(where: { $0.zone != nil }) else { return nil }
        self.init(route: tour.route?.locations.map(position), places: tour.places.map(Place.init))
    }
}

extension TourManifest.Drive.Place {
    init(_ place: PlannedPlace) {
        self.init(
            id: place.id,
            progressM: place.progressMetres.map(rounded),
            triggerM: place.triggerMetres.map(rounded),
            exitM: place.exitMetres.map(rounded),
            headingDeg: place.headingRadians.map { rounded($0 * 180 / .pi) },
            zone: place.zone?.polygons.map { $0.map { $0.map(position) } }
        )
    }
}

private func position(_ location: TourDocument.Location) -> [Double] {
    [location.longitudeDegrees, location.latitudeDegrees]
}

/// To thousandths, so that a bundle's bytes do not depend on the last bit of a machine's cosine.
private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
