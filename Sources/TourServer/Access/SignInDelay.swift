/// How long somebody who gave wrong PINs must wait before the next is looked at.
///
/// The wait grows with each failure of a source and, for all that have never signed in, with the failures of everybody. It never
/// exceeds a minute, so nobody is locked out; attempts during the wait are not looked at and lengthen nothing.
package struct SignInDelay: Sendable {
    private struct Source: Sendable {
        var failures = 0
        var notBefore = -Double.infinity
        var isTrusted = false
    }

    private var sources: [String: Source] = [:]
    /// Failures of everybody; one is forgiven every ten seconds.
    private var overall = 0.0
    private var overallNotBefore = -Double.infinity
    private var time = -Double.infinity

    package static let longestSeconds = 60.0
    private static let freeFailures = 3
    private static let freeOverall = 20.0
    private static let longestOverall = 10.0
    private static let forgivingSeconds = 10.0
    private static let mostSources = 4096

    package init() {}

    /// Seconds to wait; `nil` where a PIN may be tried now.
    ///
    /// - Parameters:
    ///   - source: who asks: the address of a device.
    ///   - time: seconds on a clock that does not go back.
    package mutating func wait(of source: String, at time: Double) -> Double? {
        advance(to: time)
        let known = sources[source] ?? Source()
        let end = max(known.notBefore, known.isTrusted ? -.infinity : overallNotBefore)
        return end > time ? end - time : nil
    }

    package mutating func failed(_ source: String, at time: Double) {
        advance(to: time)
        makeRoom()
        var known = sources[source] ?? Source()
        known.failures += 1
        known.notBefore = time + Self.wait(known.failures - Self.freeFailures, atMost: Self.longestSeconds)
        sources[source] = known
        overall += 1
        let step = Int((overall - Self.freeOverall) / 10) + (overall > Self.freeOverall ? 1 : 0)
        overallNotBefore = max(overallNotBefore, time + Self.wait(step, atMost: Self.longestOverall))
    }

    package mutating func succeeded(_ source: String, at time: Double) {
        advance(to: time)
        makeRoom()
        sources[source] = Source(isTrusted: true)
    }

    /// 1, 2, 4 … seconds from the first step on.
    private static func wait(_ step: Int, atMost longest: Double) -> Double {
        guard step > 0 else { return 0 }
        return step > 16 ? longest : min(Double(1 << (step - 1)), longest)
    }

    private mutating func advance(to time: Double) {
        if self.time.isFinite { overall = max(overall - (time - self.time) / Self.forgivingSeconds, 0) }
        self.time = max(self.time, time)
    }

    /// Whoever sends from thousands of addresses is met by the wait for everybody.
    private mutating func makeRoom() {
        guard sources.count >= Self.mostSources else { return }
        sources = sources.filter { $0.value.isTrusted }
    }
}
