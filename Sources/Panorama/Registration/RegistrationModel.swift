/// A way in which a picture shows directions, with numbers that are to be found.
protocol RegistrationModel: Sendable {
    var parameterCount: Int { get }

    /// Each number moved a little: turns by radians, lengths by shares of themselves or of the picture, so that a step of 1 is large
    /// and one of 10⁻⁶ small for all of them.
    func moved(by step: [Double]) -> Self

    /// Where the model has the direction, from the picture's top left corner; of places a turn apart the one nearest to the pair's
    /// own. Nil where it could not show it at all.
    func place(of pair: ControlPair) -> SIMD2<Double>?

    /// What the model shows at a place of the picture.
    func direction(at place: SIMD2<Double>) -> SIMD3<Double>?

    /// Whether it is one that there can be.
    var isPossible: Bool { get }

    /// Whether it is one that is met with, so that it may be thought of unasked.
    var isUsual: Bool { get }

    /// As users know them.
    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] { get }
}

extension RegistrationModel {
    var isUsual: Bool { isPossible }

    /// From where the point was clicked to where the model has it, in pixels to the right and down. Far outside every picture, and
    /// its square still a number, where that is nowhere.
    func miss(of pair: ControlPair) -> SIMD2<Double> {
        let nowhere = SIMD2(1e6, 1e6)
        guard let place = place(of: pair) else { return nowhere }
        let miss = place - pair.place
        return (miss * miss).sum() < 2e12 ? miss : nowhere
    }

    func squaredMiss(of pair: ControlPair) -> Double {
        let miss = miss(of: pair)
        return (miss * miss).sum()
    }

    func squaredMisses(_ pairs: [ControlPair]) -> Double {
        pairs.reduce(0) { $0 + squaredMiss(of: $1) }
    }

    /// How something grows with each parameter, by central differences.
    func slopes<Value>(_ difference: (_ ahead: Self, _ behind: Self, _ width: Double) -> Value) -> [Value] {
        let width = 1e-6
        return (0..<parameterCount).map { parameter in
            var step = [Double](repeating: 0, count: parameterCount)
            step[parameter] = width
            let ahead = moved(by: step)
            step[parameter] = -width
            return difference(ahead, moved(by: step), 2 * width)
        }
    }

    /// Linear about the model: slopes times the step is what is missed.
    func equations(_ pairs: [ControlPair]) -> NormalEquations {
        let columns = slopes { ahead, behind, width in
            pairs.map { (ahead.miss(of: $0) - behind.miss(of: $0)) / width }
        }
        var equations = NormalEquations(count: parameterCount)
        for (index, pair) in pairs.enumerated() {
            let miss = miss(of: pair)
            equations.add(columns.map { $0[index].x }, -miss.x)
            equations.add(columns.map { $0[index].y }, -miss.y)
        }
        return equations
    }

    /// The nearest least-squares fit downhill from here, after Levenberg and Marquardt (D. W. Marquardt, An algorithm for
    /// least-squares estimation of nonlinear parameters, SIAM J. Appl. Math. 11 (1963)).
    func fitted(to pairs: [ControlPair]) -> Self {
        var (model, cost, damping) = (self, squaredMisses(pairs), 1e-3)
        for _ in 0..<60 {
            let equations = model.equations(pairs)
            var next: (model: Self, cost: Double)?
            while next == nil, damping < 1e9 {
                next = model.step(equations, damping: damping, pairs).flatMap { $0.cost < cost ? $0 : nil }
                damping *= next == nil ? 10 : 0.1
            }
            guard let next else { break }
            let gain = cost - next.cost
            (model, cost, damping) = (next.model, next.cost, max(damping, 1e-12))
            if gain <= 1e-12 * cost || cost < 1e-18 { break }
        }
        return model
    }

    private func step(
        _ equations: NormalEquations,
        damping: Double,
        _ pairs: [ControlPair]
    ) -> (model: Self, cost: Double)? {
        guard let step = equations.solution(damping: damping), step.allSatisfy({ abs($0) < 1 }) else { return nil }
        let model = moved(by: step)
        return (model, model.squaredMisses(pairs))
    }
}
