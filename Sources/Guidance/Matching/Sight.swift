import Tour

/// A fix as the matching sees it.
struct Sight: Sendable {
    let location: TourDocument.Location
    let time: Double
    let speed: Double
    /// Radians; `nil` where the vehicle is too slow to have one.
    let heading: Double?
    /// Standard deviation of the position, metres.
    let deviation: Double

    init(_ fix: Fix, _ location: TourDocument.Location, _ motion: Motion, at time: Double) {
        self.location = location
        self.time = time
        speed = motion.speed
        heading = motion.presentHeading
        // 95 % of a plane's normal distribution lie within 2.45 deviations. Receivers claim too much, never too little.
        let claimed = fix.accuracyMetres ?? GuidanceConstants.usualAccuracyMetres
        deviation = min(max(claimed / 2.45, 4), 20)
    }

    /// How badly it fits a part of the route, in squared standard deviations; `nil` where it does not.
    func cost(of projection: Route.Projection) -> Double? {
        // Lanes and the width of the street come to the receiver's error.
        let lateral = projection.offsetMetres / (deviation + 5)
        guard let heading else { return lateral * lateral }
        let turn = angle(between: heading, projection.headingRadians)
        guard turn <= GuidanceConstants.worstTrackRadians else { return nil }
        let turns = turn / (.pi / 6)
        return lateral * lateral + turns * turns
    }
}
