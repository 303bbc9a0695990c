import Foundation
import Guidance
import Tour

/// How well triggers fire, beside a plain radius geofence on the same drives. One JSON object, for `Tools/bench/triggers`.
///
/// Usage: trigger-bench [SEED [DRIVES]]
@main
struct TriggerBench {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        let (seed, drives) = (numbers.first ?? 1, Int(numbers.dropFirst().first ?? 1_000))
        let towns = try Town.all()
        var random = SeededRandom(seed: seed)
        var scores: [String: [Score]] = [:]
        var speed = Throughput()
        for index in 0..<drives {
            let town = towns[index % towns.count]
            let trial = Trial(town, random: &random)
            scores[town.name, default: [Score(), Score()]][0].add(trial.firings(), trial)
            scores[town.name, default: [Score(), Score()]][1].add(Geofence(places: town.tour.places).firings(trial.fixes), trial)
            if index < towns.count { speed.measure(trial) }
        }
        for town in towns {
            for (name, score) in zip(["engine", "geofence"], scores[town.name] ?? []) {
                print(town.name, name, score.drives, "expected", score.expected, "missed", score.missed, "double", score.double, "false", score.wrong, "order", score.wrongOrder, "median", Score.quantile(0.5, of: score.sightedErrors) ?? -1, "p95", Score.quantile(0.95, of: score.sightedErrors) ?? -1, "all", Score.quantile(0.5, of: score.errors) ?? -1, Score.quantile(0.95, of: score.errors) ?? -1)
            }
        }
        print(speed.fixesPerSecond)
    }
}
