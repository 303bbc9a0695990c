extension TourDocument {
    /// What becomes of the panorama around a photo.
    package enum Tone: String, Sendable, CaseIterable {
        case keep
        /// Desaturated and darkened.
        case fade
        case sepia
        /// Neutral ground instead of the panorama.
        case paper
    }
}
