/// Why a picture cannot be taken for a stereo card.
package enum StereoCardFault: Error, Equatable {
    /// Nothing suggests two prints beside each other.
    case noPrints
    /// The two prints do not show the same: so many points of those that were looked for were found again.
    case unlike(matches: Int, sought: Int)

    package var what: String {
        switch self {
        case .noPrints: "does not look like two pictures side by side"
        case .unlike(let matches, let sought):
            "is no stereo card: of \(sought) points of its left half only \(matches) were found in the right one, and not where they "
                + "would have to be"
        }
    }

    package var advice: String { "give a scan of the whole card, upright and not mirrored, or take `stereo` away" }
}
