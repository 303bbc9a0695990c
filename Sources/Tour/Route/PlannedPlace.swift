/// A place as guidance needs it: where along the route it is shown and left.
///
/// Progress is in metres along the route, and not wrapped: on a loop a trigger may lie before 0, an exit beyond the end
/// (``Route/normalized(_:)``).
package struct PlannedPlace: Sendable {
    package let id: String
    package let location: TourDocument.Location
    package let comfort: TourDocument.Comfort
    /// Of the place's point on the route; `nil` without a route, and where the route does not come by.
    package let progressMetres: Double?
    /// Where the place is shown; `nil` where it has no trigger or no point on the route.
    package let triggerMetres: Double?
    /// Where the place is left, at or after the trigger; `nil` as the trigger is.
    package let exitMetres: Double?
    /// The vehicle's heading for which the trigger is meant: radians clockwise from true north, 0 ..< 2π.
    package let headingRadians: Double?
    /// The area that counts while the vehicle is off its route.
    package let zone: Zone?

    package init(
        id: String,
        location: TourDocument.Location,
        comfort: TourDocument.Comfort = .any,
        progressMetres: Double? = nil,
        triggerMetres: Double? = nil,
        exitMetres: Double? = nil,
        headingRadians: Double? = nil,
        zone: Zone? = nil
    ) {
        self.id = id
        self.location = location
        self.comfort = comfort
        self.progressMetres = progressMetres
        self.triggerMetres = triggerMetres
        self.exitMetres = exitMetres
        self.headingRadians = headingRadians
        self.zone = zone
    }
}

extension PlannedPlace {
    init(_ place: TourDocument.Place, progressMetres: Double?, zone: Zone?) {
        self.init(
            id: place.id,
            location: place.location,
            comfort: place.comfort,
            progressMetres: progressMetres,
            triggerMetres: place.trigger.flatMap { trigger in progressMetres.map { $0 - trigger.leadMetres } },
            exitMetres: place.trigger.flatMap { trigger in progressMetres.map { $0 + trigger.exitMetres } },
            headingRadians: place.trigger?.headingRadians,
            zone: zone
        )
    }
}

extension TourDocument.Trigger {
    /// Radians clockwise from true north, 0 ..< 2π.
    var headingRadians: Double? { headingDegrees.map { $0 == 360 ? 0 : $0 * .pi / 180 } }
}
