/// An area on the ground, such as counts for a place while the vehicle is off its route.
package struct Zone: Sendable, Hashable {
    /// Of each its outer ring, then those of its holes. A ring has at least three different locations; its end is joined
    /// to its start. Edges are straight in longitude and latitude (RFC 7946, 3.1.1).
    package let polygons: [[[TourDocument.Location]]]

    /// A location on an edge may count as in or out.
    package func contains(_ location: TourDocument.Location) -> Bool {
        polygons.contains { rings in rings.count { isInside($0, location) } % 2 == 1 }
    }
}

/// Whether a ray to the east crosses the ring an odd number of times.
private func isInside(_ ring: [TourDocument.Location], _ location: TourDocument.Location) -> Bool {
    var isInside = false
    var last = ring[ring.count - 1]
    for next in ring {
        defer { last = next }
        guard (last.latitudeDegrees > location.latitudeDegrees) != (next.latitudeDegrees > location.latitudeDegrees)
        else { continue }
        let share =
            (location.latitudeDegrees - last.latitudeDegrees) / (next.latitudeDegrees - last.latitudeDegrees)
        let start = turned(last.longitudeDegrees - location.longitudeDegrees)
        let along = turned(next.longitudeDegrees - last.longitudeDegrees)
        if start + share * along > 0 { isInside.toggle() }
    }
    return isInside
}
