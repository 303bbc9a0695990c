extension RegistrationModel {
    /// The nearest least-squares fit downhill from here, after Levenberg and Marquardt (D. W. Marquardt, An algorithm for
    /// least-squares estimation of nonlinear parameters, SIAM J. Appl. Math. 11 (1963)).
    func fitted(to pairs: [ControlPair]) -> Self {
        var (model, cost, damping) = (self, squaredMisses(pairs), 1e-3)
        for _ in 0..<60 {
            let equations = model.equations(pairs)
            var next: (model: Self, cost: Double)?
            while next == nil, damping < 1e9 {
                if let step = equations.solution(damping: damping), step.allSatisfy({ abs($0) < 1 }) {
                    let moved = model.moved(by: step)
                    let cost = moved.squaredMisses(pairs)
                    if cost < .infinity { next = (moved, cost) }
                }
                if let found = next, !(found.cost < cost) { next = nil }
                damping *= next == nil ? 10 : 0.1
            }
            guard let next else { break }
            let gain = cost - next.cost
            (model, cost, damping) = (next.model, next.cost, max(damping, 1e-12))
            if gain <= 1e-12 * cost || cost < 1e-18 { break }
        }
        return model
    }

    /// Linear about the model: slopes times the step is what is missed.
    func equations(_ pairs: [ControlPair]) -> NormalEquations {
        var equations = NormalEquations(count: parameterCount)
        for pair in pairs {
            let (miss, slopes) = (miss(of: pair), slopes(at: pair))
            equations.add(slopes.map(\.x), -miss.x)
            equations.add(slopes.map(\.y), -miss.y)
        }
        return equations
    }
}
