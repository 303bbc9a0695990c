/// A recorded drive as if it were driven now.
package struct Replay: PositionSource {
    private let drive: RecordedDrive
    private let speed: Double
    private static let tickSeconds = 0.2

    /// - Parameter speed: how many of the recording's seconds pass in one.
    package init(_ drive: RecordedDrive, speed: Double) {
        (self.drive, self.speed) = (drive, speed)
    }

    /// Times are those of the recording.
    package func run(_ deliver: (PositionReport) async -> Void) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        await deliver(.state(.running))
        var time = 0.0
        for timed in drive.fixes {
            while time + Self.tickSeconds < timed.time {
                time += Self.tickSeconds
                try await clock.sleep(until: start + .seconds(time / speed))
                await deliver(.idle(at: time))
            }
            time = timed.time
            try await clock.sleep(until: start + .seconds(time / speed))
            await deliver(.fix(timed.fix, at: time))
        }
        await deliver(.state(.ended))
    }
}
