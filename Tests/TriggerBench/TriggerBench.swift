import Foundation
import Guidance
import TestSupport
import Tour

/// How well triggers fire, beside a plain radius geofence on the same drives: lines of JSON for `Tools/bench/triggers`.
///
/// Usage: trigger-bench [SEED [DRIVES]]
@main
struct TriggerBench {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        var bench = try TriggerBench(seed: numbers.first ?? 1)
        for index in 0..<Int(numbers.dropFirst().first ?? 1_000) { bench.run(index) }
        try bench.report()
    }

    private let towns: [Town]
    private var random: SeededRandom
    private var ours: [String: TriggerScore] = [:]
    private var geofence: [String: TriggerScore] = [:]
    private var throughput = Throughput()

    private init(seed: UInt64) throws {
        towns = try Town.all()
        random = SeededRandom(seed: seed)
    }

    private mutating func run(_ index: Int) {
        let town = towns[index % towns.count]
        let trial = Trial(town, random: &random)
        let (fired, fenced) = (trial.firings(), Geofence(places: town.tour.places).firings(trial.fixes))
        for name in [town.name, "all"] {
            ours[name, default: TriggerScore()].add(fired, trial.truth)
            geofence[name, default: TriggerScore()].add(fenced, trial.truth)
        }
        if index < 2 * towns.count { throughput.measure(trial) }
    }

    private func report() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        for name in towns.map(\.name) + ["all"] {
            for (program, scores) in [("zeitreise", ours), ("radius geofence", geofence)] {
                guard let score = scores[name] else { continue }
                let line = try encoder.encode(Result(route: name, program: program, score))
                print(String(decoding: line, as: UTF8.self))
            }
        }
        print("{\"fixes_per_s\": \(throughput.fixesPerSecond)}")
    }
}
