internal import Foundation

/// The server's clock: seconds since the machine was started, which no correction of the date ever moves.
package struct ServerClock: Sendable {
    /// Names the machine's run: times of two processes can be compared where it is the same.
    package let boot: String
    private let epoch = ContinuousClock().systemEpoch

    package init() {
        let id = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        boot = id?.trimmingCharacters(in: .whitespacesAndNewlines) ?? UUID().uuidString
    }

    /// What must be added for seconds since 1970, as far as the machine knows the date.
    var dateOffset: Double { Date.now.timeIntervalSince1970 - now }

    package var now: Double { epoch.duration(to: .now) / .seconds(1) }
}
