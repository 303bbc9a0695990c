/// A recorded drive as if it were driven now.
package struct Replay: PositionSource {
    private let drive: RecordedDrive
    private let speed: Double
    /// Whether the drive begins again a second after its end, as a bus that goes round and round.
    private let isEndless: Bool
    private static let tickSeconds = 0.2

    /// - Parameter speed: how many of the recording's seconds pass in one.
    package init(_ drive: RecordedDrive, speed: Double, isEndless: Bool = false) {
        (self.drive, self.speed) = (drive, speed)
        self.isEndless = isEndless && !drive.fixes.isEmpty
    }

    /// Times are those of the recording, and go on over its end.
    package func run(_ deliver: (PositionReport) async -> Void) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        await deliver(.state(.running))
        var (time, begin) = (0.0, 0.0)
        repeat {
            for timed in drive.fixes {
                while time + Self.tickSeconds < begin + timed.time {
                    time += Self.tickSeconds
                    try await clock.sleep(until: start + .seconds(time / speed))
                    await deliver(.idle(at: time))
                }
                time = begin + timed.time
                try await clock.sleep(until: start + .seconds(time / speed))
                await deliver(.fix(timed.fix.later(by: begin), at: time))
            }
            begin = time + 1
        } while isEndless
        await deliver(.state(.ended))
    }
}

extension Fix {
    /// The receiver's clock goes on as well, or it would seem to say again what it said.
    fileprivate func later(by seconds: Double) -> Self {
        var fix = self
        fix.time = time.map { $0 + seconds }
        return fix
    }
}
