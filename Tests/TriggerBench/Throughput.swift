import Foundation
import Guidance

/// Fixes that one core takes through the engine in a second.
struct Throughput {
    private var fixes = 0
    private var seconds = 0.0
    private static let rounds = 50

    var fixesPerSecond: Double { seconds > 0 ? Double(fixes) / seconds : 0 }

    mutating func measure(_ trial: Trial) {
        var shown = 0
        let start = clock()
        for _ in 0..<Self.rounds {
            var engine = GuidanceEngine(trial.town.tour)
            for timed in trial.fixes { shown += engine.add(timed.fix, at: timed.time).count }
        }
        // Of the processor, for other programs may run.
        seconds += Double(clock() - start) / Double(CLOCKS_PER_SEC)
        fixes += shown > 0 ? Self.rounds * trial.fixes.count : 0
    }
}
