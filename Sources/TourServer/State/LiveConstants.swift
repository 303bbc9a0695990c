/// What live state decides by, and how much it holds; times in seconds. Reasons: LIVE.md.
package enum LiveConstants {
    /// From the decision to a scene's start: every headset must have been told by then.
    package static let leadSeconds = 0.5
    /// So long a scene waits for headsets that do not hold it yet.
    package static let longestWaitSeconds = 3.0
    /// The share of the present headsets that must hold a scene before it starts.
    package static let quorum = 0.9
    /// A headset that has not reported for so long is not waited for.
    package static let presenceSeconds = 10.0
    /// Motion alone is published no more often.
    static let motionSeconds = 0.5
    /// Clients hear something at least this often.
    package static let pingSeconds = 1.0
    /// So long after a failed write it is tried again, where no change asks for it before.
    package static let savingRetrySeconds = 10.0
    /// How many places ahead, and scenes to be fetched, are told.
    static let mostNextPlaces = 5
    static let mostPrefetched = 16
    static let mostEvents = 6
    static let mostMessages = 4
    /// That belong to a bus.
    static let mostHeadsets = 256
    static let longestMessageSeconds = 600.0
}
