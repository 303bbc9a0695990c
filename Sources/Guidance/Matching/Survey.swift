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
    /// Of a part of the route that is not just the other side of a bend.
    private var secondCost = Double.infinity
    private var continuingCost = Double.infinity
    private let marginOfBest: Double

    /// Two projections nearer to each other along the route may be of one bend.
    static let bendMetres = 60.0

    init(of sight: Sight, expecting expected: Double?) {
        self.expected = expected
        // Without a heading only distances tell, and a receiver's error is the same for all of them.
        marginOfBest = sight.heading == nil ? 16 : 4
    }

    /// Whether another part of the route fits about as well.
    var isAmbiguous: Bool { secondCost - bestCost < marginOfBest }
    /// Whether what goes on from the strays before fits about as well as anything.
    var isContinuing: Bool { continuing != nil && continuingCost - bestCost < marginOfBest }

    mutating func add(_ projection: Route.Projection, _ sight: Sight) {
        guard let cost = sight.cost(of: projection) else {
            let turn = sight.heading.map { angle(between: $0, projection.headingRadians) } ?? .pi
            worstTrack = min(worstTrack ?? .pi, turn)
            return
        }
        add(projection, cost)
        if let expected, distance(to: projection, from: expected) < distance(to: continuing, from: expected) {
            (continuing, continuingCost) = (projection, cost)
        }
    }

    mutating func add(_ projection: Route.Projection, _ cost: Double) {
        let isSeparate = best.map { abs($0.progressMetres - projection.progressMetres) > Self.bendMetres } ?? false
        if cost < bestCost {
            if isSeparate { secondCost = bestCost }
            (bestCost, best) = (cost, projection)
        } else if isSeparate {
            secondCost = min(secondCost, cost)
        }
    }

    private func distance(to projection: Route.Projection?, from expected: Double) -> Double {
        projection.map { abs($0.progressMetres - expected) } ?? Rival.agreementMetres
    }
}
