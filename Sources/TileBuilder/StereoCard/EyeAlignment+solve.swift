extension EyeAlignment {
    /// Fewer points say nothing.
    private static let leastPoints = 40

    /// - Parameters:
    ///   - left, right: sizes of the prints.
    /// - Returns: with the points that bear it, in the left print's frame; nil where the prints do not show the same.
    static func solve(
        _ matches: PrintMatches,
        left: CardArea,
        right: CardArea
    ) -> (alignment: EyeAlignment, points: [DepthPoint])? {
        let middles = (
            SIMD2(Double(left.width - 1), Double(left.height - 1)) / 2,
            SIMD2(Double(right.width - 1), Double(right.height - 1)) / 2
        )
        let unit = Double(left.width) / 2
        let rows = matches.matches.map { match in
            Row(
                left: (SIMD2<Double>(match.left) - middles.0) / unit,
                right: (SIMD2<Double>(match.right) - middles.1) / unit,
                weight: Double(match.sharpness)
            )
        }
        guard rows.count >= leastPoints, let (solution, deviation) = robust(rows, pixel: 1 / unit) else { return nil }
        let bearing = rows.filter { abs($0.error(solution)) <= 3 * deviation }
        guard bearing.count >= leastPoints, 10 * bearing.count >= matches.sought, spread(bearing) > 0.2 else {
            return nil
        }
        var alignment = EyeAlignment(
            a: solution.x,
            b: solution.y,
            c: solution.z * unit,
            disparity: 0...0,
            pointCount: bearing.count,
            verticalError: percentile(95, of: bearing.map { abs($0.error(solution)) * unit })
        )
        // A print is not turned by more, nor enlarged: then the matches were by chance.
        guard abs(alignment.rotationDeg) < 6, abs(alignment.scale - 1) < 0.12 else { return nil }
        let points = bearing.map { row in
            let disparity = row.left.x * unit - alignment.aligned(row.right * unit).x
            return DepthPoint(place: row.left * unit, disparity: disparity)
        }
        let disparities = points.map(\.disparity)
        alignment.disparity = percentile(1, of: disparities)...percentile(99, of: disparities)
        return (alignment, points)
    }

    /// - Parameter values: some.
    private static func percentile(_ percent: Int, of values: [Double]) -> Double {
        let beyond = values.count * min(percent, 100 - percent) / 100
        return values.sorted()[percent < 50 ? beyond : values.count - 1 - beyond]
    }

    private struct Row {
        var left: SIMD2<Double>
        var right: SIMD2<Double>
        var weight: Double

        /// Of the height, right print to left.
        func error(_ solution: SIMD3<Double>) -> Double {
            (SIMD3(right.x, right.y, 1) * solution).sum() - left.y
        }
    }

    /// How far the points lie apart across, as their standard deviation in half widths.
    private static func spread(_ rows: [Row]) -> Double {
        let mean = rows.map(\.left.x).reduce(0, +) / Double(rows.count)
        return (rows.map { ($0.left.x - mean) * ($0.left.x - mean) }.reduce(0, +) / Double(rows.count)).squareRoot()
    }

    /// Least sums of distances first, which many wrong matches do not disturb; then Tukey's biweight, which wrong ones have no part in
    /// (Holland and Welsch 1977).
    ///
    /// - Returns: the coefficients and the standard deviation of the heights.
    private static func robust(_ rows: [Row], pixel: Double) -> (SIMD3<Double>, deviation: Double)? {
        var solution = SIMD3<Double>(0, 1, 0)
        var deviation = pixel
        for step in 0..<30 {
            let errors = rows.map { abs($0.error(solution)) }
            // Not below a twentieth of a pixel, or a perfect half of the points would shut out the other.
            deviation = max(1.4826 * errors.sorted()[errors.count / 2], pixel / 20)
            let weights = zip(rows, errors).map { row, error in
                if step < 15 { return row.weight / max(error, pixel / 10) }
                let share = error / (4.685 * deviation)
                return share < 1 ? row.weight * (1 - share * share) * (1 - share * share) : 0
            }
            guard let next = leastSquares(rows, weights) else { return nil }
            solution = next
        }
        return (solution, deviation)
    }

    private static func leastSquares(_ rows: [Row], _ weights: [Double]) -> SIMD3<Double>? {
        var normal = (SIMD3<Double>(), SIMD3<Double>(), SIMD3<Double>())
        var wanted = SIMD3<Double>()
        for (row, weight) in zip(rows, weights) {
            let factors = SIMD3(row.right.x, row.right.y, 1)
            normal.0 += weight * factors.x * factors
            normal.1 += weight * factors.y * factors
            normal.2 += weight * factors
            wanted += weight * row.left.y * factors
        }
        // Cramer's rule: the matrix is small and far from singular where points lie apart.
        let crosses = (cross(normal.1, normal.2), cross(normal.2, normal.0), cross(normal.0, normal.1))
        let determinant = (normal.0 * crosses.0).sum()
        guard abs(determinant) > 1e-12 else { return nil }
        return (wanted.x * crosses.0 + wanted.y * crosses.1 + wanted.z * crosses.2) / determinant
    }
}

private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
