/// What a sync did with one tour.
package struct SyncOutcome: Sendable, Equatable, Encodable {
    package enum Kind: String, Sendable, Encodable {
        case installed
        case nothingNew = "nothing_new"
        case rolledBack = "rolled_back"
        case refused
    }

    package var tour: String
    /// That the depot has.
    package var version: Int
    package var outcome: Kind
    /// The version that played before; nil where none did. Where the release was refused, it still plays.
    package var previous: Int?
    /// Taken from the depot, of all tours so far.
    package var receivedBytes: Int
    /// Seconds since 1970; nil where the release was refused.
    package var expires: Int?
    /// Why it was refused, as a message; nil where it was not.
    package var fault: String?
}

/// What a sync did with each tour, and what has ended it before the last.
package struct SyncResult: Sendable {
    package var outcomes: [SyncOutcome] = []
    /// Nil where every tour has an outcome.
    package var fault: (any Error)?

    package var hasRefused: Bool { outcomes.contains { $0.outcome == .refused } }
}
