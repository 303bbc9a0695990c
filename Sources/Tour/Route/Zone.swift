/// An area on the ground, such as counts for a place while the vehicle is off its route.
package struct Zone: Sendable, Hashable {
    /// Of each its outer ring, then those of its holes. A ring has at least three different locations; its end is joined
    /// to its start. Edges are straight in longitude and latitude (RFC 7946, 3.1.1).
    package let polygons: [[[TourDocument.Location]]]

    package init(polygons: [[[TourDocument.Location]]]) { self.polygons = polygons }

    /// A location on an edge may count as in or out.
    package func contains(_ location: TourDocument.Location) -> Bool {
        polygons.contains { rings in rings.count { isInside($0, location) } % 2 == 1 }
    }
}

/// Whether a ray to the east crosses the ring an odd number of times.
///
/// Longitudes are counted from the ring's first location and go on beyond ±180°, as the ring does.
private func isInside(_ ring: [TourDocument.Location], _ location: TourDocument.Location) -> Bool {
    var isInside = false
    let (origin, latitude) = (ring[0].longitudeDegrees, location.latitudeDegrees)
    let longitude = turned(location.longitudeDegrees - origin)
    var start = 0.0
    for (one, next) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        let along = turned(next.longitudeDegrees - one.longitudeDegrees)
        if (one.latitudeDegrees > latitude) != (next.latitudeDegrees > latitude) {
            let share = (latitude - one.latitudeDegrees) / (next.latitudeDegrees - one.latitudeDegrees)
            if start + share * along > longitude { isInside.toggle() }
        }
        start += along
    }
    return isInside
}
