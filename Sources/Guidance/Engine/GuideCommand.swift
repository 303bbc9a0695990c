/// What the guide wants. It holds until ``resume``: no trigger changes what the guide has shown.
package enum GuideCommand: Sendable, Hashable {
    /// Keep what is shown.
    case hold
    /// Let the triggers decide again.
    case resume
    case next
    case back
    case goTo(place: String)
    /// The place that is or was shown last, from its beginning.
    case again
}
