import Depot
import Synchronization

/// Shows a sync on standard error: one line that redraws itself on a terminal, a line a release elsewhere.
final class SyncBar: Sendable {
    private struct State {
        var release: String?
        var percent = -1
        var start = ContinuousClock.now
    }

    private let isQuiet: Bool
    private let isInteractive = Terminal.isInteractive
    private let state = Mutex(State())

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    @Sendable func show(_ progress: SyncProgress) {
        guard !isQuiet else { return }
        state.withLock { state in
            if state.release != progress.release {
                state = State(release: progress.release)
                if !isInteractive { Terminal.writeError("\(progress.release)\n") }
            }
            let percent = 100 * progress.done / max(1, progress.total)
            guard isInteractive, percent != state.percent else { return }
            state.percent = percent
            Terminal.writeError("\r\u{1B}[K" + Self.line(progress, state.start.duration(to: .now)))
        }
    }

    /// Clears the line, so that results stand alone.
    func finish() {
        let hasBegun = state.withLock { $0.release != nil }
        if isInteractive, hasBegun, !isQuiet { Terminal.writeError("\r\u{1B}[K") }
    }

    private static func line(_ progress: SyncProgress, _ elapsed: Duration) -> String {
        let width = 24
        let filled = width * progress.done / max(1, progress.total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let moved = max(1, progress.done - progress.kept)
        let left = elapsed / .seconds(1) / Double(moved) * Double(progress.total - progress.done)
        return "\(bar) \(progress.done >> 20)/\(progress.total >> 20) MiB, \(Int(left.rounded(.up))) s left, "
            + progress.release
    }
}
