/// Points, and starts from which a model may be fitted to them.
struct RegistrationProblem<Model: RegistrationModel> {
    let pairs: [ControlPair]
    let width: Int
    let height: Int
    let starts: [Model]
    let parameterCount: Int

    var noise: PointNoise { PointNoise(width: width, height: height) }

    /// Numbers that could disagree.
    var freedom: Int { 2 * pairs.count - parameterCount }

    /// Points without which there is no result; one alone says nothing of turns about it.
    var leastPoints: Int { max(2, (parameterCount + 1) / 2) }

    /// Points with which something can be said against a result.
    var judgedPoints: Int { (parameterCount + 3) / 2 }

    /// Points that may be wrong: one or a quarter, for where more are, it is likelier that something is wrong with all; and enough must
    /// be left to speak against the rest.
    var mostOutliers: Int {
        let most = pairs.count < 4 ? 0 : max(1, pairs.count / 4)
        return min(most, (freedom - 2) / 2)
    }

    func fit(leavingOut count: Int) -> TrimmedFit<Model>? {
        TrimmedFit(of: pairs, leavingOut: count, from: starts)
    }
}

/// Something that may have brought about the residuals.
struct Explanation<Model: RegistrationModel> {
    /// What counts where there is no fit; a fit's own verdict follows from the points that it leaves out.
    let verdict: RegistrationVerdict
    /// Nil where it is another model's.
    let fit: TrimmedFit<Model>?
    /// How probable it is that it does so well by chance.
    let chance: Double

    /// That of the explanations that is believed, if one is.
    static func believed(_ explanations: [Self]) -> Self? {
        explanations.filter { $0.chance < 0.02 }.min { $0.chance < $1.chance }
    }
}

/// That so many numbers come to a scale so much smaller than that of all residuals, at one of `ways`: were they spread evenly over the
/// larger scale, it would be so in a share (smaller / larger)^freedom of all cases.
func chance(scale: Double, against whole: Double, freedom: Int, ways: Double, noise: PointNoise) -> Double {
    guard whole > 0 else { return 1 }
    return ways * power(min(1, max(scale, noise.expected) / whole), freedom)
}
