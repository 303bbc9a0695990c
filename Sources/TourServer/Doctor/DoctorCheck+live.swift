package import Guidance

// What a running server knows by itself.
extension DoctorCheck {
    /// A fix is news for so long.
    private static let freshSeconds = 10.0

    /// - Parameters:
    ///   - source: how the source of positions is; `nil` without one.
    ///   - age: of the last fix, in seconds; `nil` before one.
    package static func positions(_ source: PositionSourceState?, age: Double?) -> Self {
        let subject = "gps"
        let guide = "the guide can lead the tour meanwhile"
        guard let source else {
            return .warning(
                subject,
                "no receiver is named: the guide leads by hand",
                "name one with --gps",
                code: "gps_none"
            )
        }
        switch source {
        case .running where age.map { $0 < freshSeconds } ?? false:
            return .good(subject, "positions come", code: "gps_found")
        case .running:
            return .warning(subject, "no position yet", "wait under the open sky; \(guide)", code: "gps_searching")
        case .ended: return .warning(subject, "\(source)", guide, code: "gps_ended")
        case .connecting, .stale, .stopped:
            return .fault(
                subject,
                "\(source)",
                "see to the receiver and gpsd: 'gpsmon' shows what comes",
                code: "gps_silent"
            )
        }
    }
}
