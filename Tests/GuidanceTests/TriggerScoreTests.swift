import TestSupport
import Testing

/// What `Tools/bench/triggers` counts, on drives whose faults are known: a bus at 10 m/s over triggers 300 m apart.
struct TriggerScoreTests {
    private let truth = TriggerTruth(
        crossings: (0..<4).map {
            TriggerTruth.Crossing(place: $0, progress: 300 * Double($0 + 1), time: 30 * Double($0 + 1))
        },
        blind: [85...95]
    ) { 10 * $0 }

    @Test func `a drive on which all is right has no faults`() {
        let score = score([(0, 30), (1, 60), (2, 90), (3, 120)])
        #expect(counts(score) == [4, 0, 0, 0, 0])
        #expect(score.errors == [0, 0, 0, 0])
        // The third lies in the blind spell.
        #expect(score.sightedErrors == [0, 0, 0])
    }

    @Test func `every kind of fault is counted, and as one`() {
        #expect(counts(score([(0, 30), (1, 60), (3, 120)])) == [4, 1, 0, 0, 0])
        #expect(counts(score([(0, 30), (0, 35), (1, 60), (2, 90), (3, 120)])) == [4, 0, 1, 0, 0])
        #expect(counts(score([(0, 30), (7, 40), (1, 60), (2, 90), (3, 120)])) == [4, 0, 0, 1, 0])
        #expect(counts(score([(1, 60), (0, 61), (2, 90), (3, 120)])) == [4, 0, 0, 0, 1])
        #expect(counts(score([])) == [4, 4, 0, 0, 0])
    }

    @Test func `a place shown far from its trigger is false, and its trigger missed`() {
        // 200 m before and 500 m behind are the limits.
        #expect(counts(score([(2, 70), (3, 170)])) == [4, 2, 0, 0, 0])
        #expect(counts(score([(2, 69), (3, 171)])) == [4, 4, 0, 2, 0])
    }

    @Test func `the error is the way between the bus and the trigger`() {
        let score = score([(0, 28), (1, 60.5), (2, 91), (3, 120)])
        #expect(score.errors == [20, 5, 10, 0] && score.sightedErrors == [20, 5, 0])
    }

    @Test func `what fires just after a blind spell counts for blind`() {
        var truth = truth
        truth.blind = [100...110]
        for (time, isSighted) in [(111.5, false), (112.5, true)] {
            var score = TriggerScore()
            score.add([.init(place: 3, time: time)], truth)
            #expect(score.errors == [1_200 - 10 * time] && score.sightedErrors.isEmpty != isSighted)
        }
    }

    @Test func `drives add up, and each lap is a crossing of its own`() {
        let laps = TriggerTruth(
            crossings: [.init(place: 0, progress: 100, time: 10), .init(place: 0, progress: 1_100, time: 110)],
            blind: []
        ) { 10 * $0 }
        var score = TriggerScore()
        score.add([.init(place: 0, time: 10), .init(place: 0, time: 110)], laps)
        score.add([.init(place: 0, time: 10), .init(place: 0, time: 12)], laps)
        #expect(score.drives == 2 && counts(score) == [4, 1, 1, 0, 0])
    }

    private func score(_ firings: [(place: Int, time: Double)]) -> TriggerScore {
        var score = TriggerScore()
        score.add(firings.map { TriggerScore.Firing(place: $0.place, time: $0.time) }, truth)
        return score
    }

    /// Expected, missed, double, false, wrong order.
    private func counts(_ score: TriggerScore) -> [Int] {
        [score.expected, score.missed, score.double, score.stray, score.wrongOrder]
    }
}
