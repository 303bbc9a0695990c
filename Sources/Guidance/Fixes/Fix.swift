package import Tour

/// What a receiver says about one moment; what it does not say is `nil`.
package struct Fix: Sendable, Hashable {
    package enum Mode: Int, Sendable {
        case none = 1
        case twoDimensional
        case threeDimensional
    }

    package var mode: Mode
    /// `nil` where the receiver has no fix.
    package var location: TourDocument.Location?
    /// The receiver's own time, seconds since 1970-01-01 UTC.
    package var time: Double?
    /// Over ground, m/s.
    package var speed: Double?
    /// The direction of movement: radians clockwise from true north, 0 ..< 2π.
    package var trackRadians: Double?
    /// What the receiver claims: with 95 % probability it is no further off than this horizontally.
    package var accuracyMetres: Double?

    package init(
        mode: Mode,
        location: TourDocument.Location?,
        time: Double? = nil,
        speed: Double? = nil,
        trackRadians: Double? = nil,
        accuracyMetres: Double? = nil
    ) {
        self.mode = mode
        self.location = location
        self.time = time
        self.speed = speed
        self.trackRadians = trackRadians
        self.accuracyMetres = accuracyMetres
    }
}
