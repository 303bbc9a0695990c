import Foundation
import Guidance
import Tour

/// Metres east and north of a place in Kaiserslautern.
let plane = LocalPlane(at: TourDocument.Location(latitudeDegrees: 49.4447, longitudeDegrees: 7.7690))

/// A straight street to the east, 3 km long.
func street() throws -> Route { try Route([plane.location(at: [0, 0]), plane.location(at: [3_000, 0])]) }

/// Places on a route, each with a trigger 50 m before and an exit 40 m behind it.
func places(
    at progresses: [Double],
    comfort: TourDocument.Comfort = .any,
    headingDegrees: Double? = nil,
    zone: Zone? = nil
) -> [PlannedPlace] {
    progresses.map { progress in
        PlannedPlace(
            id: "at-\(Int(progress))",
            location: plane.location(at: [progress, 0]),
            comfort: comfort,
            progressMetres: progress,
            triggerMetres: progress - 50,
            exitMetres: progress + 40,
            headingRadians: headingDegrees.map { $0 * .pi / 180 },
            zone: zone
        )
    }
}

/// A bus on straight streets of known speed, with exact fixes once a second.
struct Bus {
    var engine: GuidanceEngine
    private(set) var events: [GuidanceEvent] = []
    private(set) var time = 0.0
    /// Metres east and north.
    fileprivate(set) var position: SIMD2<Double>

    init(_ route: Route?, _ places: [PlannedPlace], at position: SIMD2<Double> = [0, 0]) {
        engine = GuidanceEngine(TourRoute(route: route, places: places))
        self.position = position
    }

    /// What the receiver says of a moment.
    enum Signal {
        case exact
        case none
        case frozen
        case shifted(SIMD2<Double>)
    }

    /// - Parameter velocity: m/s east and north.
    mutating func drive(_ velocity: SIMD2<Double>, seconds: Int, _ signal: Signal = .exact) {
        let frozen = position
        for _ in 0..<seconds {
            for step in 1...4 { events += engine.tick(at: time + Double(step) / 5) }
            time += 1
            position += velocity
            switch signal {
            case .exact: fix(at: position, velocity)
            case .none: events += engine.add(Fix(mode: .none, location: nil), at: time)
            case .frozen: fix(at: frozen, velocity)
            case .shifted(let metres): fix(at: position + metres, velocity)
            }
        }
    }

    private mutating func fix(at position: SIMD2<Double>, _ velocity: SIMD2<Double>) {
        let fix = Fix(
            mode: .threeDimensional,
            location: plane.location(at: position),
            time: 1_800_000_000 + time,
            speed: (velocity * velocity).sum().squareRoot(),
            trackRadians: headingRadians(of: velocity),
            accuracyMetres: 5
        )
        events += engine.add(fix, at: time)
    }

    /// From 10 m/s to the east to standing: 25 m.
    mutating func brake() {
        for speed in [8.0, 6, 5, 3, 2, 1] { drive([speed, 0], seconds: 1) }
    }

    mutating func command(_ command: GuideCommand) { events += engine.command(command, at: time) }

    func places(_ kind: GuidanceEvent.Kind) -> [String] { events.filter { $0.kind == kind }.compactMap(\.place) }
    func first(_ kind: GuidanceEvent.Kind) -> GuidanceEvent? { events.first { $0.kind == kind } }
}

extension Bus {
    /// Moves without time passing.
    mutating func drift(_ metres: SIMD2<Double>) { position += metres }
}
