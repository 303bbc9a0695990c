/// How far a place is in the present lap.
package enum PlaceState: String, Sendable {
    /// Not near yet.
    case idle
    /// Near: its scene should be in every headset's memory.
    case armed
    case shown
    /// Shown or passed in this lap.
    case left
}
