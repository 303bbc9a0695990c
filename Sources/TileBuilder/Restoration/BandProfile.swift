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
        let profile = ProfileFit(steps: steps, lags: lags, isTurn: isTurn).solved()
        let changes = (0..<width).map { abs(profile[min($0 + 1, width - 1)] - profile[$0]) }
        roughness = smoothed(changes, reach: reach, isTurn: isTurn)
        self.profile = profile
        isKnown = (0..<width).map { column in
            4 * rows.count { !$0[column].isNaN } >= rows.count
        }
    }
}
