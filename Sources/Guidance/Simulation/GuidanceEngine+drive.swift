extension GuidanceEngine {
    /// All that follows from a drive, with ticks between the fixes.
    ///
    /// - Parameters:
    ///   - seconds: from tick to tick.
    ///   - observe: is told each time and what followed then.
    package mutating func drive(
        _ fixes: [TimedFix],
        tickSeconds seconds: Double = 0.2,
        _ observe: (_ time: Double, _ events: [GuidanceEvent], _ engine: GuidanceEngine) -> Void
    ) {
        var last: Double?
        for timed in fixes {
            if let last, timed.time - last < 3600 {
                var time = last + seconds
                while time < timed.time {
                    observe(time, tick(at: time), self)
                    time += seconds
                }
            }
            observe(timed.time, add(timed.fix, at: timed.time), self)
            last = timed.time
        }
    }
}
