import Depot
import Testing

@Suite("What may come when")
struct RateLimitTests {
    @Test("Bytes come on average as fast as was asked for, whatever their pieces")
    func rate() {
        let start = ContinuousClock.now
        for piece in [1_000, 64_000, 1_000_000] {
            var limit = RateLimit(megabitsPerSecond: 8, at: start)
            var now = start
            var taken = 0
            while taken < 10_000_000 {
                now += limit.take(piece, at: now)
                taken += piece
            }
            let seconds = start.duration(to: now) / .seconds(1)
            #expect(abs(seconds - Double(taken) / 1e6) < 0.001)
        }
    }

    @Test("What was not used long ago is lost")
    func rest() {
        let start = ContinuousClock.now
        var limit = RateLimit(megabitsPerSecond: 8, at: start)
        let wait = limit.take(1_000_000, at: start + .seconds(3600))
        #expect(abs(wait / .seconds(1) - 0.9) < 0.001)
    }

    @Test("It is tried again later and later, and not for ever; what comes makes patient")
    func retries() {
        var plan = RetryPlan()
        var waits: [Duration] = []
        while let wait = plan.failed(chance: 0) { waits.append(wait) }
        #expect(waits == [0.125, 0.25, 0.5, 1].map { .seconds($0) })
        plan.progress()
        #expect(plan.failed(chance: 0.999_999) ?? .zero > .milliseconds(249))
    }
}
