extension TourDocument {
    /// How the pictures for both eyes share one file. Unless eyes are swapped, the first is the left eye's.
    package enum StereoLayout: String, Sendable, CaseIterable {
        case sideBySide = "side-by-side"
        case topBottom = "top-bottom"
    }
}
