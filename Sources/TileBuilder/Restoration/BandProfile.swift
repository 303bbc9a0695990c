/// How bright the columns of a part of a picture are against each other, as far as all its rows agree.
struct BandProfile {
    /// By column, a logarithm of light; only differences mean anything.
    let profile: [Double]
    /// By column, whether enough of its rows are neither black nor burnt out.
    let isKnown: [Bool]

    /// By column, how much the profile changes from column to column thereabouts: much where there is much to see.
    let roughness: [Double]

    /// - Parameter reach: columns that are thereabouts.
    init(_ rows: [[Float]], lags: [Int], reach: Int, isTurn: Bool) {
        let width = rows[0].count
        let steps = lags.map { lag in
            (0..<width).map { column -> Double? in
                guard isTurn || column + lag < width else { return nil }
                let other = (column + lag) % width
                let ratios = rows.map { $0[other] - $0[column] }.filter { !$0.isNaN }
                guard 4 * ratios.count >= rows.count, ratios.count >= 4 else { return nil }
                return Double(median(ratios))
            }
        }
        let profile = Self.integral(steps, lags: lags, isTurn: isTurn)
        let changes = (0..<width).map { abs(profile[min($0 + 1, width - 1)] - profile[$0]) }
        roughness = smoothed(changes, reach: reach, isTurn: isTurn)
        self.profile = profile
        isKnown = (0..<width).map { column in
            4 * rows.count { !$0[column].isNaN } >= rows.count
        }
    }

    /// The profile whose differences are most like the steps, in the sense of least squares; a step over more columns counts
    /// less, for more of the scene lies between. By conjugate gradients from the sum of the smallest steps.
    private static func integral(_ steps: [[Double?]], lags: [Int], isTurn: Bool) -> [Double] {
        let width = steps[0].count
        /// The transposed differences of differences.
        func normal(_ profile: [Double], _ known: Bool) -> [Double] {
            var result = profile.map { known ? 0 : 1e-6 * $0 }
            for (index, lag) in lags.enumerated() {
                let weight = 1 / Double(lag)
                for column in 0..<width {
                    guard let step = steps[index][column] else { continue }
                    let other = column + lag < width ? column + lag : column + lag - width
                    let change = weight * (known ? step : profile[other] - profile[column])
                    result[other] += change
                    result[column] -= change
                }
            }
            return result
        }
        var profile: [Double] = []
        var height = 0.0
        for step in steps[0] {
            profile.append(height)
            height += step ?? 0
        }
        if isTurn {
            let drift = height / Double(width)
            for column in 0..<width { profile[column] -= drift * Double(column) }
        }
        func product(_ one: [Double], _ other: [Double]) -> Double { zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } }
        let wanted = normal(Array(repeating: 0, count: width), true)
        var rest = zip(wanted, normal(profile, false)).map { $0 - $1 }
        var direction = rest
        var square = product(rest, rest)
        for _ in 0..<150 where square > 1e-14 {
            let image = normal(direction, false)
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
}
