import Tour

/// When the vehicle reaches a place's trigger.
package struct Arrival: Sendable, Hashable {
    package let place: String
    /// Along the route.
    package let metres: Double
    /// At the pace of the last half minute.
    package let seconds: Double
}

extension GuidanceEngine {
    /// The triggers that lie ahead, the nearest first; empty while progress is not known.
    package func arrivals(atMost count: Int) -> [Arrival] {
        guard let progress = progressMetres else { return [] }
        let ahead = places.indices.compactMap { index -> Arrival? in
            guard tracks[index].state != .shown, let enter = span(index)?.enter, enter >= progress else { return nil }
            let metres = enter - progress
            return Arrival(place: places[index].id, metres: metres, seconds: cruise.seconds(toDrive: metres))
        }
        return Array(ahead.sorted { $0.metres < $1.metres }.prefix(count))
    }

    /// How far a place is in the present lap; `nil` where there is none of this id.
    package func state(of place: String) -> PlaceState? {
        places.firstIndex { $0.id == place }.map { tracks[$0].state }
    }
}
