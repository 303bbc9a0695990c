extension TourDocument {
    /// How far what an epoch shows is known.
    package enum Certainty: String, Sendable, CaseIterable {
        case documented
        case reconstructed
        case imagined
    }
}
