internal import Synchronization

/// Looks at all that a drive needs whenever a guide asks: one run at a time, beside the serving.
final class DoctorDesk: Sendable {
    /// What came of the last run, or of the one that is on.
    struct Standing: Sendable {
        var isRunning = false
        /// On the server's clock; `nil` before the first run has ended.
        var ended: Double?
        var checks: [DoctorCheck] = []
    }

    private let doctor: Doctor
    private let clock: ServerClock
    private let latest = Mutex(Standing())
    private let (wishes, wish) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    init(_ doctor: Doctor, clock: ServerClock) { (self.doctor, self.clock) = (doctor, clock) }

    var standing: Standing { latest.withLock { $0 } }

    /// Begins a run, unless one is on.
    func ask() {
        let isNew = latest.withLock { standing in
            defer { standing.isRunning = true }
            return !standing.isRunning
        }
        if isNew { wish.yield() }
    }

    /// Until the task is cancelled.
    func run() async {
        for await _ in wishes {
            let report = await doctor.examine { _ in }
            latest.withLock { $0 = Standing(isRunning: false, ended: clock.now, checks: report.checks) }
        }
    }
}
