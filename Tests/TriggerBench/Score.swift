import Guidance
import Tour

/// Firings against the truth, over any number of drives.
struct Score {
    private(set) var drives = 0
    private(set) var expected = 0
    private(set) var missed = 0
    private(set) var double = 0
    /// Fired where the bus does not come to the trigger.
    private(set) var stray = 0
    private(set) var wrongOrder = 0
    /// Metres between where a place fired and its trigger.
    private(set) var errors: [Double] = []
    /// Those of triggers that neither lie in a blind spell nor fired in one.
    private(set) var sightedErrors: [Double] = []

    /// A firing further before its trigger is not of this trigger.
    private static let earliestMetres = 200.0
    private static let latestMetres = 500.0
    /// After a blind spell.
    private static let settlingSeconds = 2.0

    private struct Crossing {
        var place: Int
        var progress: Double
        var time: Double
        var isHit = false
    }

    mutating func add(_ firings: [Trial.Firing], _ trial: Trial) {
        var crossings = Self.crossings(of: trial)
        drives += 1
        expected += crossings.count
        var lastOrder = -1
        for firing in firings {
            let progress = trial.drive.progress(at: firing.time)
            let near = crossings.indices.filter { index in
                let late = progress - crossings[index].progress
                return crossings[index].place == firing.place && late >= -Self.earliestMetres
                    && late <= Self.latestMetres
            }
            guard let index = near.first(where: { !crossings[$0].isHit }) ?? near.first else {
                stray += 1
                continue
            }
            guard !crossings[index].isHit else {
                double += 1
                continue
            }
            crossings[index].isHit = true
            if index < lastOrder { wrongOrder += 1 }
            lastOrder = max(lastOrder, index)
            let error = abs(progress - crossings[index].progress)
            errors.append(error)
            if !isBlind(crossings[index].time, trial), !isBlind(firing.time, trial) { sightedErrors.append(error) }
        }
        missed += crossings.count { !$0.isHit }
    }

    private func isBlind(_ time: Double, _ trial: Trial) -> Bool {
        trial.blind.contains { $0.lowerBound <= time && time <= $0.upperBound + Self.settlingSeconds }
    }

    /// In the order of the drive.
    private static func crossings(of trial: Trial) -> [Crossing] {
        let laps = trial.town.route.isLoop ? trial.town.laps : 1
        let all = trial.town.tour.places.enumerated().flatMap { index, place in
            (0..<laps).compactMap { lap -> Crossing? in
                guard let trigger = place.triggerMetres else { return nil }
                let progress = trigger + Double(lap) * trial.town.route.lengthMetres
                return trial.drive.time(atMetres: progress).map { Crossing(place: index, progress: progress, time: $0) }
            }
        }
        return all.sorted { $0.progress < $1.progress }
    }
}
