internal import TourBundle

/// The headsets as guides see them.
struct HeadsetList: Encodable {
    struct Headset: Encodable {
        var id: String
        var number: Int
        var name: String?
        /// An event stream is open.
        var connected: Bool
        /// Since its last report; absent before one.
        var reportAgeS: Double?
        var report: HeadsetReport
        /// Whether it holds the scene that is on or awaited.
        var holds: Bool
        var seat: String?
        var handedOut: Bool
        var cleaned: Bool
        var charged: Bool
    }

    struct Candidate: Encodable {
        var id: String
        var code: String
        var name: String?
        var expiresInS: Double
    }

    var serverTimeS: Double
    var headsets: [Headset]
    var waiting: [Candidate]

    init(_ enrolled: [Enrolment.Headset], _ candidates: [Enrolment.Candidate], _ fleet: Fleet, _ state: TourState) {
        let time = state.time
        let panorama = (state.awaited?.scene ?? state.shown?.scene).flatMap(state.catalogue.panorama)
        serverTimeS = time
        headsets = enrolled.sorted { $0.number < $1.number }.map { headset in
            let presence = state.headsets[headset.id]
            let standing = fleet[headset.number]
            return Headset(
                id: headset.id,
                number: headset.number,
                name: headset.name,
                connected: presence.map { $0.streams > 0 } ?? false,
                reportAgeS: presence?.heard.map { (time - $0).rounded() },
                report: presence?.report ?? HeadsetReport(),
                holds: panorama.map { presence?.held.contains($0) ?? false } ?? false,
                seat: standing.seat,
                handedOut: standing.isOut,
                cleaned: standing.isCleaned,
                charged: standing.isCharged
            )
        }
        waiting = candidates.map {
            Candidate(id: $0.id, code: $0.code.description, name: $0.name, expiresInS: ($0.until - time).rounded())
        }
    }
}
