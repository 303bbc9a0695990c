package import Tour

/// Why a bundle's drive cannot be followed.
package struct DriveError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in words for a message about the bundle.
    package let description: String
}

extension TourRoute {
    /// The drive of a built tour. Where it has none there is no route, and only the guide shows places.
    ///
    /// - Throws: for a drive that no build writes: numbers out of range, rings that are none, places that the tour lacks.
    package init(_ tour: TourManifest) throws(DriveError) {
        let drive = tour.drive
        var planned: [String: TourManifest.Drive.Place] = [:]
        for place in drive?.places ?? [] {
            guard planned.updateValue(place, forKey: place.id) == nil else {
                throw DriveError(description: "its drive has two places '\(place.id)'")
            }
        }
        var places: [PlannedPlace] = []
        for place in tour.places { places.append(try PlannedPlace(place, planned.removeValue(forKey: place.id))) }
        guard planned.isEmpty else { throw DriveError(description: "its drive has places that the tour lacks") }
        self.init(route: try Route(drive?.route), places: places)
    }
}

extension Route {
    fileprivate init?(_ positions: [[Double]]?) throws(DriveError) {
        guard let positions else { return nil }
        var locations: [TourDocument.Location] = []
        for position in positions { locations.append(try groundLocation(position)) }
        do {
            try self.init(locations)
        } catch {
            throw DriveError(description: "its route is no line on the ground")
        }
    }
}

extension PlannedPlace {
    fileprivate init(_ place: TourManifest.Place, _ drive: TourManifest.Drive.Place?) throws(DriveError) {
        guard let comfort = TourDocument.Comfort(rawValue: place.comfort) else {
            throw DriveError(description: "the comfort of its place '\(place.id)' is unknown")
        }
        guard (drive?.triggerM == nil) == (drive?.exitM == nil), drive?.triggerM ?? 0 <= drive?.exitM ?? 0 else {
            throw DriveError(description: "its place '\(place.id)' is left before it is shown")
        }
        self.init(
            id: place.id,
            location: try groundLocation([place.location.longitudeDeg, place.location.latitudeDeg]),
            comfort: comfort,
            progressMetres: try metres(drive?.progressM),
            triggerMetres: try metres(drive?.triggerM),
            exitMetres: try metres(drive?.exitM),
            headingRadians: try drive?.headingDeg.map(radians),
            zone: try Zone(drive?.zone)
        )
    }
}

extension Zone {
    fileprivate init?(_ polygons: [[[[Double]]]]?) throws(DriveError) {
        guard let polygons else { return nil }
        var read: [[[TourDocument.Location]]] = []
        for polygon in polygons {
            var rings: [[TourDocument.Location]] = []
            for ring in polygon {
                var locations: [TourDocument.Location] = []
                for position in ring { locations.append(try groundLocation(position)) }
                guard locations.count >= 3 else { throw DriveError(description: "a ring of a zone has no area") }
                rings.append(locations)
            }
            guard !rings.isEmpty else { throw DriveError(description: "a polygon of a zone has no ring") }
            read.append(rings)
        }
        guard !read.isEmpty else { throw DriveError(description: "a zone has no polygon") }
        self.init(polygons: read)
    }
}

private func groundLocation(_ position: [Double]) throws(DriveError) -> TourDocument.Location {
    guard position.count == 2, abs(position[0]) <= 180, abs(position[1]) <= 90 else {
        throw DriveError(description: "a position of its drive is not on the Earth")
    }
    return TourDocument.Location(latitudeDegrees: position[1], longitudeDegrees: position[0])
}

/// No way around the Earth is longer; greater numbers would lose their metres.
private func metres(_ value: Double?) throws(DriveError) -> Double? {
    guard let value else { return nil }
    guard abs(value) <= 40_000_000 else {
        throw DriveError(description: "a distance of its drive is longer than any way")
    }
    return value
}

private func radians(_ degrees: Double) throws(DriveError) -> Double {
    guard (0...360).contains(degrees) else {
        throw DriveError(description: "a heading of its drive is no compass heading")
    }
    return degrees == 360 ? 0 : degrees * .pi / 180
}
