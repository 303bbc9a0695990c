import Foundation
import Guidance
import TestSupport
import Tour

/// One drive with its faults, and what was shown when.
struct Trial {
    let town: Town
    let fixes: [TimedFix]
    let truth: TriggerTruth

    init(_ town: Town, random: inout SeededRandom) {
        self.town = town
        let drive = SyntheticDrive(
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
        faults.freezes = [DriveFaults.Freeze(times: freeze, claimsStanding: random.next() % 2 == 0)]
        faults.jumps = [
            DriveFaults.Jump(
                times: Self.spell(random.uniform(0...4), in: drive.duration, &random),
                metres: SIMD2(far * sin(angle), far * cos(angle))
            )
        ]
        truth = TriggerTruth(crossings: Self.crossings(town, drive), blind: [outage, freeze]) { drive.progress(at: $0) }
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

    /// In the order of the drive.
    private static func crossings(_ town: Town, _ drive: SyntheticDrive) -> [TriggerTruth.Crossing] {
        let laps = town.route.isLoop ? town.laps : 1
        let all = town.tour.places.enumerated().flatMap { index, place in
            (0..<laps).compactMap { lap -> TriggerTruth.Crossing? in
                guard let trigger = place.triggerMetres else { return nil }
                let progress = trigger + Double(lap) * town.route.lengthMetres
                return drive.time(atMetres: progress).map {
                    TriggerTruth.Crossing(place: index, progress: progress, time: $0)
                }
            }
        }
        return all.sorted { $0.progress < $1.progress }
    }

    func firings() -> [TriggerScore.Firing] {
        var engine = GuidanceEngine(town.tour)
        let indices = Dictionary(town.tour.places.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var firings: [TriggerScore.Firing] = []
        engine.drive(fixes) { time, events, _ in
            for event in events where event.kind == .shown {
                if let index = event.place.flatMap({ indices[$0] }) {
                    firings.append(TriggerScore.Firing(place: index, time: time))
                }
            }
        }
        return firings
    }
}
