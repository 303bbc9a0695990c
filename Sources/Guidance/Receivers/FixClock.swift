/// Says when fixes count as arrived: in the rhythm of the receiver's own clock, for on their way through daemons and
/// buffers some are late and some come in bunches.
package struct FixClock: Sendable {
    /// Longer steps of the receiver's clock may be leaps.
    private static let longestStep = 10.0
    /// How far behind the true time it may stay.
    private static let mostLag = 1.0

    private var last: (stamp: Double, receiver: Double)?

    package init() {}

    /// - Parameters:
    ///   - receiver: the fix's own time, seconds since 1970.
    ///   - now: seconds on a clock that never goes back.
    package mutating func stamp(_ receiver: Double?, now: Double) -> Double {
        let previous = last?.stamp ?? now
        var stamp = max(previous, now)
        if let receiver {
            if let last, (0...Self.longestStep).contains(receiver - last.receiver) {
                let steady = last.stamp + receiver - last.receiver
                if steady >= now - Self.mostLag { stamp = steady }
            }
            last = (stamp, receiver)
        }
        return stamp
    }

    /// The present, but never before the last fix.
    package func idle(now: Double) -> Double { max(now, last?.stamp ?? now) }
}
