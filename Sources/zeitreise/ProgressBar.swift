import Foundation
import TileBuilder

/// Shows a build's progress on standard error: one line that redraws itself on a terminal, a line a picture elsewhere.
final class ProgressBar {
    private let isQuiet: Bool
    private let isInteractive = Terminal.isInteractive
    private let start = ContinuousClock.now
    private var picture: String?

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    func show(_ progress: BuildProgress) {
        guard !isQuiet, isInteractive || progress.tilesTotal > 0 else { return }
        if isInteractive {
            Terminal.writeError("\r\u{1B}[K\(line(progress))")
        } else if progress.picture != picture {
            Terminal.writeError("\(progress.picture)\n")
        }
        picture = progress.picture
    }

    /// Clears the line, so that results stand alone.
    func finish() {
        if isInteractive, picture != nil { Terminal.writeError("\r\u{1B}[K") }
    }

    private func line(_ progress: BuildProgress) -> String {
        let name = URL(fileURLWithPath: progress.picture).lastPathComponent
        guard progress.tilesTotal > 0 else { return "looking at \(name)" }
        let width = 24
        let filled = width * progress.tilesDone / max(1, progress.tilesTotal)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(bar) \(progress.tilesDone)/\(progress.tilesTotal) tiles, \(remaining(progress)) left, \(name)"
    }

    private func remaining(_ progress: BuildProgress) -> String {
        let elapsed = start.duration(to: .now) / .seconds(1)
        let made = progress.tilesDone - progress.tilesKept
        let left = elapsed / Double(max(1, made)) * Double(progress.tilesTotal - progress.tilesDone)
        return "\(Int(left.rounded(.up))) s"
    }
}
