extension TourDocument {
    /// How fast the vehicle may move while a place is shown.
    package enum Comfort: String, Sendable, CaseIterable {
        case stopped
        /// Up to ``slowKilometresPerHour``.
        case slow
        case any

        package static let slowKilometresPerHour = 20.0
    }
}
