/// Firings against the truth, over any number of drives.
package struct TriggerScore {
    /// A place was shown.
    package struct Firing {
        package var place: Int
        package var time: Double

        package init(place: Int, time: Double) { (self.place, self.time) = (place, time) }
    }

    package private(set) var drives = 0
    package private(set) var expected = 0
    package private(set) var missed = 0
    package private(set) var double = 0
    /// Fired where the vehicle does not come to the trigger.
    package private(set) var stray = 0
    package private(set) var wrongOrder = 0
    /// Metres between where a place fired and its trigger.
    package private(set) var errors: [Double] = []
    /// Those of triggers that neither lie in a blind spell nor fired in one.
    package private(set) var sightedErrors: [Double] = []

    /// A firing further before its trigger is not of this trigger.
    private static let earliestMetres = 200.0
    private static let latestMetres = 500.0
    /// After a blind spell.
    private static let settlingSeconds = 2.0

    package init() {}

    /// - Parameter firings: of one drive, in their order.
    package mutating func add(_ firings: [Firing], _ truth: TriggerTruth) {
        var isHit = Array(repeating: false, count: truth.crossings.count)
        drives += 1
        expected += truth.crossings.count
        var lastOrder = -1
        for firing in firings {
            let near = Self.crossings(near: firing, truth)
            guard let index = near.first(where: { !isHit[$0] }) ?? near.first else {
                stray += 1
                continue
            }
            guard !isHit[index] else {
                double += 1
                continue
            }
            isHit[index] = true
            if index < lastOrder { wrongOrder += 1 }
            lastOrder = max(lastOrder, index)
            addError(of: firing, truth.crossings[index], truth)
        }
        missed += isHit.count { !$0 }
    }

    /// Of the same place, where the vehicle was.
    private static func crossings(near firing: Firing, _ truth: TriggerTruth) -> [Int] {
        let progress = truth.progress(firing.time)
        return truth.crossings.indices.filter { index in
            let late = progress - truth.crossings[index].progress
            return truth.crossings[index].place == firing.place && (-earliestMetres...latestMetres).contains(late)
        }
    }

    private mutating func addError(of firing: Firing, _ crossing: TriggerTruth.Crossing, _ truth: TriggerTruth) {
        let error = abs(truth.progress(firing.time) - crossing.progress)
        errors.append(error)
        let isBlind = truth.blind.contains { spell in
            let end = spell.upperBound + Self.settlingSeconds
            return [crossing.time, firing.time].contains { (spell.lowerBound...end).contains($0) }
        }
        if !isBlind { sightedErrors.append(error) }
    }
}
