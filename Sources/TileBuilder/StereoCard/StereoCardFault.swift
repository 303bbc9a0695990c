/// Why a picture cannot be taken for a stereo card.
package enum StereoCardFault: Error, Equatable {
    /// Nothing suggests two prints beside each other.
    case noPrints
    /// The two prints do not show the same: so many points of those that were looked for were found again.
    case unlike(matches: Int, sought: Int)
}
