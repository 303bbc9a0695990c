/// How long to wait so that bytes come no faster than was asked for.
package struct RateLimit: Sendable {
    private let bytesPerSecond: Double
    /// When all that has come so far may have come.
    private var paid: ContinuousClock.Instant

    package init(megabitsPerSecond: Double, at now: ContinuousClock.Instant) {
        bytesPerSecond = megabitsPerSecond * 125_000
        paid = now
    }

    /// - Returns: how long nothing more may be taken.
    package mutating func take(_ bytes: Int, at now: ContinuousClock.Instant) -> Duration {
        // What was not used in the last tenth of a second may still be.
        paid = max(paid, now - .milliseconds(100)) + .seconds(Double(bytes) / bytesPerSecond)
        return max(.zero, paid - now)
    }
}
