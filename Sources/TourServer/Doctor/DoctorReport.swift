/// What was found before departure.
package struct DoctorReport: Sendable, Equatable, Encodable {
    package let checks: [DoctorCheck]
    /// Whether nothing speaks against leaving.
    package let mayLeave: Bool

    package init(_ checks: [DoctorCheck]) {
        self.checks = checks
        mayLeave = !checks.contains { $0.level == .fault }
    }
}
