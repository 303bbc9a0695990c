import Tour

// Off the route no progress tells where the vehicle is; zones do.
extension GuidanceEngine {
    mutating func updateZones() {
        guard !isHeld, let location else { return }
        leaveBehind(location)
        for index in places.indices {
            guard let zone = places[index].zone else { continue }
            let isInside = zone.contains(location)
            if isInside, tracks[index].state == .idle || tracks[index].state == .armed {
                show(index, .zoneEntered, byZone: true)
            } else if !isInside, shown == index, tracks[index].isByZone {
                leave(index, .zoneLeft)
            }
        }
    }

    /// A place shown by its trigger does not stay on while the vehicle drives somewhere else.
    private mutating func leaveBehind(_ location: TourDocument.Location) {
        guard let index = shown, !tracks[index].isByZone, let span = span(index) else { return }
        let reach = span.exit - span.enter + GuidanceConstants.windowMetres
        guard LocalPlane(at: places[index].location).distance(to: location) > reach else { return }
        leave(index, .fault(.offRoute))
    }
}
