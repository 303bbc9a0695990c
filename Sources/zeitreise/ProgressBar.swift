import Foundation
import Narration
import TileBuilder
import TourBundle

/// Shows progress on standard error: one line that redraws itself on a terminal, a line a picture or sound elsewhere.
final class ProgressBar {
    private let isQuiet: Bool
    private let isInteractive = Terminal.isInteractive
    private let start = ContinuousClock.now
    private var name: String?

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    func show(_ progress: BuildProgress) {
        show(
            Step(
                name: progress.picture,
                unit: "tiles",
                done: progress.tilesDone,
                kept: progress.tilesKept,
                total: progress.tilesTotal
            )
        )
    }

    func show(_ progress: NarrationProgress) {
        show(Step(name: progress.name, unit: "texts", done: progress.done, kept: 0, total: progress.total))
    }

    /// Files are many and none has a line of its own: shown on a terminal alone.
    func show(_ progress: SiteProgress, of folder: String) {
        guard isInteractive else { return }
        show(Step(name: folder, unit: "files", done: progress.done, kept: 0, total: progress.total))
    }

    /// Clears the line, so that results stand alone.
    func finish() {
        if isInteractive, name != nil { Terminal.writeError("\r\u{1B}[K") }
    }

    private struct Step {
        /// The file worked on.
        var name: String
        var unit: String
        var done: Int
        /// Those of the done ones that took no time.
        var kept: Int
        /// 0 while it is not known yet.
        var total: Int
    }

    private func show(_ step: Step) {
        guard !isQuiet, isInteractive || step.total > 0 else { return }
        if isInteractive {
            Terminal.writeError("\r\u{1B}[K\(line(step))")
        } else if step.name != name {
            Terminal.writeError("\(step.name)\n")
        }
        name = step.name
    }

    private func line(_ step: Step) -> String {
        let name = URL(fileURLWithPath: step.name).lastPathComponent
        guard step.total > 0 else { return "looking at \(name)" }
        let width = 24
        let filled = width * step.done / max(1, step.total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(bar) \(step.done)/\(step.total) \(step.unit), \(remaining(step)) left, \(name)"
    }

    private func remaining(_ step: Step) -> String {
        let elapsed = start.duration(to: .now) / .seconds(1)
        let left = elapsed / Double(max(1, step.done - step.kept)) * Double(step.total - step.done)
        return "\(Int(left.rounded(.up))) s"
    }
}
