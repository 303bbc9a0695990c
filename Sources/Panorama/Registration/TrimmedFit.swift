/// A fit to those of the points that agree best.
struct TrimmedFit<Model: RegistrationModel> {
    var model: Model
    /// Of the points that it rests on, in ascending order.
    var used: [Int]
    /// Sum of their squared misses.
    var cost: Double

    /// Numbers that could have disagreed.
    var freedom: Int { 2 * used.count - model.parameterCount }

    /// Standard deviation of a coordinate, if this is all that is known of it.
    var scale: Double { freedom > 0 ? (cost / Double(freedom)).squareRoot() : 0 }
}

extension TrimmedFit {
    /// Least trimmed squares: of all fits that leave out so many points the one with the least sum of squares, sought from many starts
    /// by fitting and choosing the best points in turn until nothing changes (P. J. Rousseeuw and K. Van Driessen, Computing LTS
    /// regression for large data sets, Data Mining and Knowledge Discovery 12 (2006)).
    init?(of pairs: [ControlPair], leavingOut count: Int, from starts: [Model]) {
        let kept = pairs.count - count
        let promising = starts.map { Self($0, best: kept, of: pairs) }.sorted { $0.cost < $1.cost }.prefix(
            Self.startCount
        )
        guard let first = promising.first else { return nil }
        var candidates = promising.map { $0.concentrated(on: pairs) }
        // Of few points every choice can be tried.
        if count > 0, binomial(pairs.count, count) <= 70 {
            let model = candidates.min { $0.cost < $1.cost }?.model ?? first.model
            for left in subsets(of: pairs.count, size: count, most: 70) {
                let used = pairs.indices.filter { !left.contains($0) }.map { pairs[$0] }
                candidates.append(Self(model.fitted(to: used), best: kept, of: pairs).concentrated(on: pairs))
            }
        }
        guard let best = candidates.filter(\.model.isPossible).min(by: { $0.cost < $1.cost }) else { return nil }
        self = best
    }

    private static var startCount: Int { 8 }

    /// The model as it is, with the points that it fits best.
    init(_ model: Model, best count: Int, of pairs: [ControlPair]) {
        let misses = pairs.map { model.squaredMiss(of: $0) }
        // Of equal ones the first, so that the order is a fact of the points.
        let order = pairs.indices.sorted { (misses[$0], $0) < (misses[$1], $1) }
        self.init(
            model: model,
            used: order.prefix(count).sorted(),
            cost: order.prefix(count).reduce(0) { $0 + misses[$1] }
        )
    }

    private func concentrated(on pairs: [ControlPair]) -> Self {
        var best = self
        for _ in 0..<10 {
            let model = best.model.fitted(to: best.used.map { pairs[$0] })
            let next = Self(model, best: used.count, of: pairs)
            guard next.cost < best.cost else { break }
            let isSettled = next.used == best.used
            best = next
            if isSettled { break }
        }
        return best
    }
}
