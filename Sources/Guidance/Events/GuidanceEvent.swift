/// Something that the engine decided, and why.
package struct GuidanceEvent: Sendable, Hashable {
    package enum Kind: String, Sendable {
        // Of a place
        case armed
        case shown
        case left
        /// Reached and not shown for now.
        case waiting
        /// Gone by without being shown.
        case passed
        /// The vehicle has become faster than a shown place's comfort allows.
        case tooFast = "too-fast"
        case calm
        // Of the position
        case found
        case estimated
        case lost
        case detour
        case returned
        /// Fixes are ignored from now on, or for another reason than before.
        case ignoring
        // Of the guide
        case guided
    }

    /// As it was handed in, seconds.
    package let time: Double
    package let kind: Kind
    package let place: String?
    /// Metres along the route, as far as it is known; on a loop it goes on over the laps.
    package let progressMetres: Double?
    package let reason: Reason
}
