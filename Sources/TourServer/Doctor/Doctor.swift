internal import Foundation
package import Guidance

/// Looks at all that a drive needs.
package struct Doctor: Sendable {
    package var bundle: String
    /// In PEM; nil where the server speaks plain HTTP.
    package var certificate: String?
    package var key: String?
    /// Nil where no receiver is to be asked.
    package var positions: PositionAddress?
    /// The file in which the server keeps where the tour stands; nil where it keeps nothing.
    package var state: String?
    /// Of a server that runs; nil where none does.
    package var admin: ListenAddress?
    /// How long to wait for a receiver, and for the server.
    package var patience = Duration.seconds(15)
    /// How long the bundle may be read.
    package var longestReading = Duration.seconds(3600)

    package init(bundle: String) { self.bundle = bundle }

    /// Looks at one thing after the other.
    ///
    /// - Parameter found: called with each check as soon as it is known.
    package func examine(_ found: (DoctorCheck) throws -> Void) async rethrows -> DoctorReport {
        var checks: [DoctorCheck] = []
        func add(_ more: [DoctorCheck]) throws {
            for check in more {
                try found(check)
                checks.append(check)
            }
        }
        try add([.clock(second: time(nil))])
        try await add(bundleChecks())
        try await add(releaseChecks())
        try add(certificateChecks() + diskChecks())
        try await add(positionChecks())
        try await add(serverChecks())
        return DoctorReport(checks)
    }
}
