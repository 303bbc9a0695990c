import Tour

/// What of the whole route lies near a fix.
struct Survey {
    /// Where strays before this one would lead, if there are any.
    let expected: Double?
    private(set) var best: Route.Projection?
    /// The one that goes on from the strays before.
    private(set) var continuing: Route.Projection?
    /// The smallest angle to a part of the route that is too far off to be driven now.
    private(set) var worstTrack: Double?
    private var bestCost = Double.infinity
    private var secondCost = Double.infinity

    init(expecting expected: Double?) { self.expected = expected }

    /// Whether another part of the route fits about as well.
    var isAmbiguous: Bool { secondCost - bestCost < 4 }

    mutating func add(_ projection: Route.Projection, _ sight: Sight) {
        guard let cost = sight.cost(of: projection) else {
            let turn = sight.heading.map { angleBetween($0, projection.headingRadians) } ?? .pi
            worstTrack = min(worstTrack ?? .pi, turn)
            return
        }
        if cost < bestCost {
            (secondCost, bestCost, best) = (bestCost, cost, projection)
        } else {
            secondCost = min(secondCost, cost)
        }
        if let expected, distance(to: projection, from: expected) < distance(to: continuing, from: expected) {
            continuing = projection
        }
    }

    private func distance(to projection: Route.Projection?, from expected: Double) -> Double {
        projection.map { abs($0.progressMetres - expected) } ?? Rival.agreementMetres
    }
}
