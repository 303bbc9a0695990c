/// How far the sync of one tour is.
package struct SyncProgress: Sendable, Equatable {
    package var release: String
    /// Of all bytes of the release, those that are on the bus.
    package var done: Int
    /// Of these, those that need not come from the depot.
    package var kept: Int
    package var total: Int
}
