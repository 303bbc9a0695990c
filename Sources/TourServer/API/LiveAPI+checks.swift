internal import Hummingbird
internal import TourBundle

// What a drive needs, before departure.
extension LiveAPI {
    func checks(_ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        return .live(answer)
    }

    /// Begins to look at everything anew, unless that is on already; it takes as long as the bundle takes to be read.
    func examine(_ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        doctor.ask()
        return .live(answer, status: .accepted)
    }

    /// What changes by itself is as of now; what takes long is as of the last look at it.
    private var answer: ChecksAnswer {
        let standing = doctor.standing
        let enrolled = live.access.headsets(at: live.clock.now).0
        let now = live.read { state in
            let counts = HeadsetCounts(enrolled, state)
            return [
                DoctorCheck.positions(state.source, age: state.fixTime.map { state.time - $0 }),
                .headsets(enrolled: counts.enrolled, connected: counts.connected, ready: counts.ready),
            ]
        }
        let report = DoctorReport(standing.checks + now)
        return ChecksAnswer(
            running: standing.isRunning,
            ageS: standing.ended.map { (live.clock.now - $0).rounded() },
            mayLeave: report.mayLeave && standing.ended != nil,
            checks: report.checks
        )
    }
}

struct ChecksAnswer: Encodable {
    var running: Bool
    /// Since the last look at everything has ended; absent before.
    var ageS: Double?
    /// Nothing speaks against leaving; false before everything was looked at.
    var mayLeave: Bool
    var checks: [DoctorCheck]
}
