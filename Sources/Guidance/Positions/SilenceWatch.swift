/// Tells a source that has fallen silent from one that runs.
package struct SilenceWatch {
    private static let staleSeconds = 5.0

    private var heard: Double
    private var isRunning: Bool?

    package init(since time: Double) { heard = time }

    /// The state, where it has changed.
    ///
    /// - Parameter hasFix: whether a fix came, or word that there is none.
    package mutating func update(hasFix: Bool, at time: Double) -> PositionSourceState? {
        if hasFix { heard = time }
        let isStale = time - heard >= Self.staleSeconds
        guard isStale || hasFix, isRunning != !isStale else { return nil }
        isRunning = !isStale
        return isStale ? .stale(seconds: time - heard) : .running
    }
}
