/// How many headsets there are, for whoever looks after the bus.
struct HeadsetCounts: Sendable, Equatable {
    var enrolled = 0
    /// With an open event stream.
    var connected = 0
    /// That say they hold the whole tour.
    var ready = 0

    /// None.
    init() {}

    init(_ headsets: [Enrolment.Headset], _ state: TourState) {
        let present = headsets.compactMap { state.headsets[$0.id] }
        enrolled = headsets.count
        connected = present.count { $0.streams > 0 }
        ready = present.count { ($0.report.cached ?? 0) >= 1 }
    }
}
