import Foundation
import Guidance
import Tour

/// One drive with its faults, and what was shown when.
struct Trial {
    struct Firing {
        var place: Int
        var time: Double
    }

    let town: Town
    let drive: SyntheticDrive
    let fixes: [TimedFix]
    /// Times in which nothing is known of the bus: without a fix, or with a frozen one.
    let blind: [ClosedRange<Double>]

    init(_ town: Town, random: inout SeededRandom) {
        self.town = town
        drive = SyntheticDrive(
            town.tour,
            along: town.route,
            laps: town.laps,
            style: town.style,
            random: &random
        )
        var faults = DriveFaults()
        faults.noiseMetres = random.uniform(3...10)
        let outage = Self.spell(30, in: drive.duration, &random)
        let freeze = Self.spell(random.uniform(8...35), in: drive.duration, &random)
        let angle = random.uniform(0...2 * .pi)
        let far = random.uniform(80...500)
        faults.outages = [outage]
        faults.freezes = [freeze]
        faults.jumps = [
            DriveFaults.Jump(
                times: Self.spell(random.uniform(0...4), in: drive.duration, &random),
                metres: SIMD2(far * sin(angle), far * cos(angle))
            )
        ]
        blind = [outage, freeze]
        let claimed = 2.45 * faults.noiseMetres
        let clean = drive.fixes(claimingMetres: 0.5 * claimed...1.5 * claimed, random: &random)
        fixes = faults.apply(to: clean, random: &random)
    }

    /// Somewhere after the first seconds, in which every program looks for the bus.
    private static func spell(
        _ seconds: Double,
        in duration: Double,
        _ random: inout SeededRandom
    ) -> ClosedRange<Double> {
        let start = random.uniform(15...max(duration - seconds - 5, 16))
        return start...start + seconds
    }

    func firings() -> [Firing] {
        var engine = GuidanceEngine(town.tour)
        let indices = Dictionary(town.tour.places.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var firings: [Firing] = []
        engine.drive(fixes) { time, events, _ in
            for event in events where event.kind == .shown {
                if let index = event.place.flatMap({ indices[$0] }) { firings.append(Firing(place: index, time: time)) }
            }
        }
        return firings
    }
}
