/// How a picture holds what two eyes see.
package enum StereoLayout: String, CaseIterable, Sendable {
    /// One picture for both eyes.
    case none
    /// The left eye's picture above the right eye's.
    case topBottom = "top-bottom"
    /// The left eye's picture to the left of the right eye's.
    case sideBySide = "side-by-side"

    /// How often one eye's picture fits across and down.
    package var share: (across: Int, down: Int) {
        switch self {
        case .none: (1, 1)
        case .topBottom: (1, 2)
        case .sideBySide: (2, 1)
        }
    }
}
