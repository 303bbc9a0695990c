import Foundation

/// What the engine decides by. Reasons and measurements: GUIDANCE.md.
package enum GuidanceConstants {
    // The gate

    /// Above this a fix says hardly more than the prediction.
    static let worstAccuracyMetres = 50.0
    /// No tour bus drives faster: 126 km/h.
    static let fastestSpeed = 35.0
    /// What noise alone can move a position.
    static let jumpFloorMetres = 25.0
    /// For so long a jump is held for wrong; then it is left to the matching.
    static let jumpHoldSeconds = 3.0
    /// Up to this speed a bus may stand a second later: 7 km/h.
    static let crawlSpeed = 2.0
    /// m/s²; in a bus with standing passengers.
    static let hardestBraking = 2.0

    // The match

    /// Width of a street with its pavements and a receiver's worst lateral error.
    static let farthestOffsetMetres = 60.0
    /// What the window has beyond three standard deviations.
    static let windowMetres = 30.0
    /// Below this speed a track is noise: 5 km/h.
    package static let headingSpeed = 5 / 3.6
    /// A block: further from where it was expected a vehicle is only believed to be when fixes agree.
    static let leapMetres = 100.0
    /// A track further off belongs to another part of the route.
    static let worstTrackRadians = 100 * Double.pi / 180
    /// For so long a vehicle may be off its route before that is a detour.
    package static let detourSeconds = 10.0
    /// After so much way along the route a vehicle is where it was found to be.
    static let provisionalMetres = 150.0
    /// How far behind its progress a vehicle may come back to the route without beginning a new lap.
    static let backwardMetres = 300.0

    // The estimate

    /// Variance of the speed that a bus gains in a second, m²/s³: about 3 m/s in 10 s.
    static let accelerationDensity = 1.0
    /// Of a receiver that claims nothing.
    static let usualAccuracyMetres = 12.0
    static let speedNoise = 0.5
    /// Progress without a fix for longer is marked as estimated.
    package static let estimatedAfterSeconds = 3.0
    /// Standard deviation of progress beyond which it is given up.
    package static let mostUncertainMetres = 40.0

    // The places

    /// A place is prepared when it is so near in time or in way.
    package static let armingSeconds = 60.0
    package static let armingMetres = 250.0
    /// So far before and behind a vehicle its heading may be that of the route.
    static let bendMetres = 15.0
    /// A standing vehicle leaves a place only so far behind its exit, for positions scatter.
    static let exitScatterMetres = 25.0
    /// Slower is standing.
    package static let standingSpeed = 0.7
    /// How much faster than allowed a vehicle is before a place that is shown says so, and for how long.
    static let comfortMarginSpeed = 1.5
    static let comfortSeconds = 2.0
    /// A place passed in an outage is still shown so far behind its trigger.
    package static let latestMetres = 500.0
    /// For arrival times: no tour is slower for long.
    static let slowestCruise = 2.0
    static let cruiseSeconds = 30.0
}
