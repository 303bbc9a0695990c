extension RegistrationProblem {
    /// The verdict, and the fit that it speaks of; nil where there is none.
    ///
    /// Residuals are noise, or a few wrong points, or something else that `others` explains, or, with points enough to say so, those of a
    /// picture that was taken from elsewhere. Nothing but noise is believed where noise will do.
    ///
    /// - Parameter others: explanations by other models, of residuals with the scale that is given.
    func judged(others: (_ scale: Double) -> [Explanation<Model>]) -> (RegistrationVerdict, TrimmedFit<Model>?) {
        guard 2 * pairs.count >= parameterCount, let whole = fit(leavingOut: 0) else {
            return (.notEnoughPoints(needed: (parameterCount + 1) / 2), nil)
        }
        guard pairs.count >= judgedPoints else { return (.notEnoughPoints(needed: judgedPoints), whole) }
        if noise.explains(squares: whole.cost, freedom: whole.freedom) { return verdict(refined(whole)) }
        let wrongPoints = outlierExplanations(of: whole)
        guard let explanation = Explanation.believed(wrongPoints + others(whole.scale)) else {
            return (freedom >= 4 ? .parallax : .doubtful(Array(pairs.indices)), whole)
        }
        return explanation.fit.map { verdict(refined($0)) } ?? (explanation.verdict, whole)
    }

    private func outlierExplanations(of whole: TrimmedFit<Model>) -> [Explanation<Model>] {
        guard mostOutliers > 0 else { return [] }
        return (1...mostOutliers).compactMap { count in
            guard let fit = fit(leavingOut: count), noise.explains(squares: fit.cost, freedom: fit.freedom) else {
                return nil
            }
            let chance = chance(
                scale: fit.scale,
                against: whole.scale,
                freedom: fit.freedom,
                ways: binomial(pairs.count, count),
                noise: noise
            )
            return Explanation(verdict: .good, fit: fit, chance: chance)
        }
    }

    /// Without further points, as long as each is too far off for what the rest would be without it.
    private func refined(_ fit: TrimmedFit<Model>) -> TrimmedFit<Model> {
        let count = pairs.count - fit.used.count
        guard count < mostOutliers, let next = self.fit(leavingOut: count + 1) else { return fit }
        let chance = noise.chance(ofLoss: fit.cost - next.cost, squares: next.cost, freedom: next.freedom)
        return chance * Double(fit.used.count) < 0.005 ? refined(next) : fit
    }

    private func verdict(_ fit: TrimmedFit<Model>) -> (RegistrationVerdict, TrimmedFit<Model>) {
        let left = pairs.indices.filter { !fit.used.contains($0) }
        guard left.count == 1 else { return (left.isEmpty ? .good : .doubtful(left), fit) }
        // Of few points another may do as well.
        let suspects = pairs.indices.filter { index in
            let rest = pairs.indices.filter { $0 != index }.map { pairs[$0] }
            let cost = fit.model.fitted(to: rest).squaredMisses(rest)
            return noise.explains(squares: cost, freedom: fit.freedom)
                && noise.chance(ofLoss: cost - fit.cost, squares: fit.cost, freedom: fit.freedom) > 0.005
        }
        return (.doubtful(Array(Set(suspects).union(left)).sorted()), fit)
    }
}

extension RegistrationProblem {
    /// The verdict, unless the points do not hold the picture.
    func held(
        _ judged: (verdict: RegistrationVerdict, fit: TrimmedFit<Model>?)
    ) -> (verdict: RegistrationVerdict, fit: TrimmedFit<Model>?) {
        guard let fit = judged.fit, judged.verdict != .mirrored, !isHeld(fit) else { return judged }
        return (.collinear, nil)
    }

    /// The points in a picture that is the other way round.
    var mirrored: [ControlPair] {
        pairs.map { ControlPair(x: Double(width) - $0.x, y: $0.y, direction: $0.direction) }
    }

    /// That this problem, in the place of another, is the one to solve.
    ///
    /// - Parameters:
    ///   - scale: of the other's residuals.
    ///   - ways: how many such were tried.
    func explanation(_ verdict: RegistrationVerdict, ofScale scale: Double, ways: Double = 1) -> Explanation<Model>? {
        guard freedom >= 2, let fit = fit(leavingOut: 0), fit.model.isUsual,
            noise.explains(squares: fit.cost, freedom: fit.freedom)
        else { return nil }
        let chance = chance(scale: fit.scale, against: scale, freedom: fit.freedom, ways: ways, noise: noise)
        return Explanation(verdict: verdict, fit: nil, chance: chance)
    }
}
