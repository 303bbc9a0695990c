/// When to try again what has failed: soon at first, then later, and not for ever while nothing comes.
package struct RetryPlan: Sendable {
    private var failures = 0

    package static let mostFailures = 5

    package init() {}

    /// Something has come: the next failure is a first one again.
    package mutating func progress() { failures = 0 }

    /// - Parameter chance: 0..<1, so that a whole fleet does not come back at the same moment.
    /// - Returns: how long to wait; nil where it is enough.
    package mutating func failed(chance: Double) -> Duration? {
        failures += 1
        guard failures < Self.mostFailures else { return nil }
        let longest = 0.25 * Double(1 << (failures - 1))
        return .seconds(longest * (0.5 + 0.5 * chance))
    }
}
