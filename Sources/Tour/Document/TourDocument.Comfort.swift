extension TourDocument {
    /// How fast the vehicle may move while a place is shown.
    package enum Comfort: String, Sendable, CaseIterable {
        case stopped
        /// Up to 20 km/h.
        case slow
        case any
    }
}
