/// The profile whose differences are most like given steps, in the sense of least squares; a step over more columns counts less, for
/// more of the scene lies between.
struct ProfileFit {
    /// By lag and column, from that column to the one so many further on; nil where it is not known.
    let steps: [[Double?]]
    let lags: [Int]
    /// Whether the last column adjoins the first.
    let isTurn: Bool

    private var width: Int { steps[0].count }

    /// By conjugate gradients (M. R. Hestenes and E. Stiefel, Methods of conjugate gradients for solving linear systems, J. Res. NBS 49
    /// (1952)) from the sum of the smallest steps.
    func solved() -> [Double] {
        var profile = sumOfSmallest()
        var rest = zip(wanted, normal(profile)).map { $0 - $1 }
        var direction = rest
        var square = product(rest, rest)
        for _ in 0..<150 where square > 1e-14 {
            let image = normal(direction)
            let share = square / product(direction, image)
            for column in 0..<width {
                profile[column] += share * direction[column]
                rest[column] -= share * image[column]
            }
            let next = product(rest, rest)
            for column in 0..<width { direction[column] = rest[column] + next / square * direction[column] }
            square = next
        }
        return profile
    }

    private func sumOfSmallest() -> [Double] {
        var profile: [Double] = []
        var height = 0.0
        for step in steps[0] {
            profile.append(height)
            height += step ?? 0
        }
        guard isTurn else { return profile }
        let drift = height / Double(width)
        return profile.enumerated().map { $0.element - drift * Double($0.offset) }
    }

    /// The right side of the normal equations: the transposed differences of the steps.
    private var wanted: [Double] { transposed(Array(repeating: 0, count: width)) { step, _ in step } }

    /// Their left side: the same of a profile's own differences, and a little that keeps its mean at 0.
    private func normal(_ profile: [Double]) -> [Double] {
        transposed(profile.map { 1e-6 * $0 }) { _, columns in profile[columns.to] - profile[columns.from] }
    }

    private func transposed(
        _ start: [Double],
        _ difference: (_ step: Double, _ columns: (from: Int, to: Int)) -> Double
    ) -> [Double] {
        var result = start
        for (steps, lag) in zip(steps, lags) {
            let weight = 1 / Double(lag)
            for (column, step) in steps.enumerated() {
                guard let step else { continue }
                let other = column + lag < width ? column + lag : column + lag - width
                let change = weight * difference(step, (column, other))
                result[other] += change
                result[column] -= change
            }
        }
        return result
    }

    private func product(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
