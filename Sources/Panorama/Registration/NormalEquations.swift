/// Sums of a small least-squares problem, and their solution.
struct NormalEquations {
    private let count: Int
    /// Row by row; symmetric.
    private var matrix: [Double]
    private var right: [Double]

    init(count: Int) {
        self.count = count
        matrix = Array(repeating: 0, count: count * count)
        right = Array(repeating: 0, count: count)
    }

    /// An equation: `slopes` times the unknown step is `value`.
    mutating func add(_ slopes: [Double], _ value: Double) {
        for row in 0..<count {
            right[row] += slopes[row] * value
            for column in 0..<count { matrix[row * count + column] += slopes[row] * slopes[column] }
        }
    }

    /// - Parameter damping: of Levenberg and Marquardt, in shares of the matrix's diagonal.
    func solution(damping: Double) -> [Double]? {
        factor(damping: damping).map { solve($0, right) }
    }

    /// Row by row; nil where the equations leave a direction open.
    var inverse: [[Double]]? {
        guard let factor = factor(damping: 0) else { return nil }
        return (0..<count).map { column in
            var unit = [Double](repeating: 0, count: count)
            unit[column] = 1
            return solve(factor, unit)
        }
    }

    /// Cholesky's: lower triangle, row by row. Nil where a pivot has lost all but rounding.
    private func factor(damping: Double) -> [Double]? {
        var lower = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in 0...row {
                var sum = matrix[row * count + column]
                if row == column { sum *= 1 + damping }
                for k in 0..<column { sum -= lower[row * count + k] * lower[column * count + k] }
                if row != column {
                    lower[row * count + column] = sum / lower[column * count + column]
                } else {
                    guard sum > 1e-12 * matrix[row * count + row], sum.isFinite else { return nil }
                    lower[row * count + row] = sum.squareRoot()
                }
            }
        }
        return lower
    }

    private func solve(_ lower: [Double], _ right: [Double]) -> [Double] {
        var solution = right
        for row in 0..<count {
            for k in 0..<row { solution[row] -= lower[row * count + k] * solution[k] }
            solution[row] /= lower[row * count + row]
        }
        for row in (0..<count).reversed() {
            for k in row + 1..<count { solution[row] -= lower[k * count + row] * solution[k] }
            solution[row] /= lower[row * count + row]
        }
        return solution
    }
}
