import Foundation
package import Tour

extension GuidanceEvent {
    /// One line of a timeline: time, progress, what, which place and why.
    package var line: String {
        let progress = progressMetres.map { "\(whole($0)) m" } ?? "–"
        let what = kind.rawValue + (place.map { " \($0)" } ?? "")
        return "\(clock(time))  \(progress.leftPadded(to: 8))  \(what.padded(to: 28))  \(reason)"
    }
}

/// Hours only where there are any.
func clock(_ seconds: Double) -> String {
    let all = Int(max(seconds, 0))
    let (hours, minutes, rest) = (all / 3_600, all / 60 % 60, all % 60)
    let short = "\(twoDigits(minutes)):\(twoDigits(rest))"
    return hours > 0 ? "\(hours):\(short)" : short
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(width - count, 0)) + self }
}

extension Simulation {
    /// What became of each place, a line each, then how many were shown.
    package var summary: [String] {
        let triggered = tour.places.filter { outcome(of: $0) != .byGuide }
        let shown = triggered.count { if case .shown = outcome(of: $0) { true } else { false } }
        let count = "\(shown) of \(triggered.count) places shown\(strayWords.map { "; \($0)" } ?? "")"
        return tour.places.map { "  \($0.id): \(words(for: $0))" } + [count]
    }

    /// Of a drive that never came to the route: how far away it began, for it may be another tour's.
    private var strayWords: String? {
        guard let route = tour.route, !samples.contains(where: { $0.progressMetres != nil }),
            let first = samples.lazy.compactMap(\.location).first,
            let metres = route.projections(of: first, withinMetres: .infinity).map(\.offsetMetres).min()
        else { return nil }
        let distance = metres < 10_000 ? "\(whole(metres)) m" : "\(whole(metres / 1_000)) km"
        return "the drive never came to the route and began \(distance) from it: is it a drive of this tour?"
    }

    package func words(for place: PlannedPlace) -> String {
        switch outcome(of: place) {
        case .shown(let events): events.map(words).joined(separator: "; ")
        case .passed(let event): "not shown: \(event.reason)"
        case .notReached: "not reached"
        case .byGuide: "shown by the guide only"
        }
    }

    private func words(_ event: GuidanceEvent) -> String {
        guard let late = lateMetres(event) else { return "shown at \(clock(event.time))" }
        let point =
            abs(late) < 1 ? "at its trigger" : "\(whole(abs(late))) m \(late < 0 ? "before" : "behind") its trigger"
        return "shown at \(clock(event.time)), \(point)\(event.isEstimated ? " (estimated)" : "")"
    }
}

extension GuidanceEvent {
    var isEstimated: Bool { if case .crossedEstimated = reason { true } else { false } }
}
