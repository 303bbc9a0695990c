/// A smooth curve through points that rise, which rises between them too.
///
/// Cubic pieces whose slope at a point is the harmonic mean of those beside it (F. N. Fritsch and J. Butland, A method for
/// constructing local monotone piecewise cubic interpolants, SIAM J. Sci. Stat. Comput. 5 (1984)).
struct MonotoneCurve {
    private let points: [SIMD2<Double>]
    private let slopes: [Double]

    /// - Parameter points: from left to right; of those above each other the first counts.
    init(_ points: [SIMD2<Double>]) {
        var kept: [SIMD2<Double>] = []
        for point in points where point.x > kept.last?.x ?? -.infinity { kept.append(point) }
        let chords = zip(kept, kept.dropFirst()).map { ($1.y - $0.y) / ($1.x - $0.x) }
        self.points = kept
        slopes = kept.indices.map { index in
            guard index > 0, index < chords.count else { return index == 0 ? chords.first ?? 0 : chords.last ?? 0 }
            let (before, after) = (chords[index - 1], chords[index])
            return before > 0 && after > 0 ? 2 * before * after / (before + after) : 0
        }
    }

    /// Beyond the ends it stays at their height.
    func callAsFunction(_ x: Double) -> Double {
        guard let first = points.first, let last = points.last else { return x }
        guard x > first.x else { return first.y }
        guard x < last.x, let index = points.firstIndex(where: { $0.x > x }) else { return last.y }
        let (from, to) = (points[index - 1], points[index])
        let width = to.x - from.x
        let t = (x - from.x) / width
        let (u, v) = (1 - t, t)
        return u * u * (1 + 2 * v) * from.y + v * v * (1 + 2 * u) * to.y
            + width * u * v * (u * slopes[index - 1] - v * slopes[index])
    }
}
