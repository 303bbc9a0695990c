import Guidance
import Tour
import TourBundle
import TourServer

/// A straight street to the north with two places, and what is played on it.
struct LiveStage {
    var state: TourState

    static let old = Digest(of: Array("old".utf8))
    static let new = Digest(of: Array("new".utf8))
    static let hall = Digest(of: Array("hall".utf8))

    static var manifest: TourManifest {
        let location = TourManifest.Location(latitudeDeg: 49, longitudeDeg: 8)
        return TourManifest(
            id: "stage",
            title: ["en": "Stage"],
            languages: ["de", "en"],
            places: [
                .init(
                    id: "church",
                    title: [:],
                    location: location,
                    comfort: "any",
                    epochs: [epoch("old", old), epoch("new", new)]
                ),
                .init(id: "hall", title: [:], location: location, comfort: "any", epochs: [epoch("old", hall)]),
            ],
            drive: .init(
                route: [[8, 49], [8, 49.02]],
                places: [
                    .init(id: "church", progressM: 500, triggerM: 450, exitM: 550, headingDeg: nil, zone: nil),
                    .init(id: "hall", progressM: 1000, triggerM: 950, exitM: 1050, headingDeg: nil, zone: nil),
                ]
            )
        )
    }

    private static func epoch(_ id: String, _ panorama: Digest) -> TourManifest.Epoch {
        .init(
            id: id,
            fromYear: 1900,
            toYear: 1900,
            circa: false,
            panorama: panorama,
            headingDeg: 0,
            credit: "",
            licence: "",
            source: nil,
            narration: [:],
            captions: [:]
        )
    }

    init(hasSource: Bool = true) throws {
        state = TourState(Self.manifest, try TourRoute(Self.manifest), hasSource: hasSource)
    }

    /// A bus at so many metres along the route; a degree of latitude has 111,200 m there.
    mutating func fix(_ metres: Double, at time: Double) -> [StateAction] {
        let location = TourDocument.Location(latitudeDegrees: 49 + metres / 111_200, longitudeDegrees: 8)
        return state.take(
            .fix(
                Fix(mode: .threeDimensional, location: location, time: time, speed: 10, trackRadians: 0),
                at: time
            ),
            at: time
        )
    }

    /// Drives at 10 m/s until `metres` have been reached, starting at a second of this number.
    mutating func drive(from: Double, to metres: Double, startingAt start: Double) -> Double {
        var (place, time) = (from, start)
        while place <= metres {
            _ = fix(place, at: time)
            (place, time) = (place + 10, time + 1)
        }
        return time
    }

    mutating func report(_ headset: String, holds: [Digest], at time: Double) -> [StateAction] {
        var report = HeadsetReport()
        report.holds = holds
        return state.take(report, of: headset, at: time)
    }
}
