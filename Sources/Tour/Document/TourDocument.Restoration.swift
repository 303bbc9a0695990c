extension TourDocument {
    /// What may be corrected in an old picture; the original stays in the bundle.
    package enum Restoration: String, Sendable, CaseIterable {
        case dust
        case fading
    }
}
