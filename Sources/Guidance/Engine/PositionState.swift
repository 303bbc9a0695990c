/// What is known of the vehicle's place on the route.
package enum PositionState: String, Sendable {
    /// Not found on the route yet.
    case searching
    case tracked
    /// Carried on with the last speed, for fixes are missing.
    case estimated
    /// Given up until the next fix.
    case lost
    /// Off the route.
    case detour
}
