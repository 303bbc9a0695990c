/// What a sync did with one tour.
package struct SyncOutcome: Sendable, Equatable, Encodable {
    package enum Kind: String, Sendable, Encodable {
        case installed
        case nothingNew = "nothing_new"
        case rolledBack = "rolled_back"
    }

    package var tour: String
    /// That the depot has.
    package var version: Int
    package var outcome: Kind
    /// The version that played before; nil where none did.
    package var previous: Int?
    /// Taken from the depot, of all tours so far.
    package var receivedBytes: Int
    /// Seconds since 1970.
    package var expires: Int
}
