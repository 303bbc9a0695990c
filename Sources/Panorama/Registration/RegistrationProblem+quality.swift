extension RegistrationProblem {
    func quality(_ verdict: RegistrationVerdict, _ fit: TrimmedFit<Model>?) -> RegistrationQuality {
        guard let fit else {
            return RegistrationQuality(verdict: verdict, points: [], parameters: [], noisePx: noise.expected)
        }
        let variance = noise.variance(squares: fit.cost, freedom: max(0, fit.freedom))
        return RegistrationQuality(
            verdict: verdict,
            points: pairs.indices.map { point($0, fit) },
            parameters: parameters(fit, variance: variance),
            noisePx: variance.squareRoot()
        )
    }

    private func point(_ index: Int, _ fit: TrimmedFit<Model>) -> RegistrationQuality.Point {
        let (pair, isUsed) = (pairs[index], fit.used.contains(index))
        let miss = fit.model.miss(of: pair)
        let rest = fit.used.filter { $0 != index }.map { pairs[$0] }
        let isHeld = 2 * rest.count >= parameterCount
        return RegistrationQuality.Point(
            offsetPx: miss,
            residualPx: miss.length,
            residualDeg: fit.model.direction(at: pair.place).map { angle($0, pair.direction) * 180 / Double.pi },
            leaveOneOutPx: isHeld ? (isUsed ? fit.model.fitted(to: rest) : fit.model).miss(of: pair).length : nil,
            isUsed: isUsed
        )
    }

    /// Standard deviations are those of the linear model about the result.
    private func parameters(_ fit: TrimmedFit<Model>, variance: Double) -> [RegistrationQuality.Parameter] {
        let covariance = fit.model.equations(fit.used.map { pairs[$0] }).inverse
        let values = fit.model.values
        let slopes = fit.model.slopes { ahead, behind, width in
            zip(ahead.values, behind.values).map { turned($0.value - $1.value) / width }
        }
        return values.indices.map { index in
            let slope = slopes.map { index < $0.count ? $0[index] : .nan }
            let spread = covariance.map { (variance * quadratic($0, slope)).squareRoot() }
            return RegistrationQuality.Parameter(
                name: values[index].name,
                value: values[index].value,
                standardDeviation: spread.flatMap { $0.isFinite ? $0 : nil }
            )
        }
    }

    /// Of a difference of degrees from one side of the seam to the other.
    private func turned(_ difference: Double) -> Double {
        abs(difference) > 180 ? difference - 360 * (difference / 360).rounded() : difference
    }

    /// Whether the points hold the picture: at its corners, too, it can be off by no more than a twentieth of its diagonal.
    func isHeld(_ fit: TrimmedFit<Model>) -> Bool {
        guard let covariance = fit.model.equations(fit.used.map { pairs[$0] }).inverse else { return false }
        let (right, bottom) = (Double(width), Double(height))
        let allowed = (right * right + bottom * bottom) / 400
        return [SIMD2(0, 0), SIMD2(right, 0), SIMD2(0, bottom), SIMD2(right, bottom)].allSatisfy { corner in
            guard let direction = fit.model.direction(at: corner) else { return true }
            let pair = ControlPair(x: corner.x, y: corner.y, direction: direction)
            let slopes = fit.model.slopes { ahead, behind, width in
                (ahead.miss(of: pair) - behind.miss(of: pair)) / width
            }
            let spread = quadratic(covariance, slopes.map(\.x)) + quadratic(covariance, slopes.map(\.y))
            return noise.expected * noise.expected * spread < allowed
        }
    }
}

private func quadratic(_ matrix: [[Double]], _ vector: [Double]) -> Double {
    zip(matrix, vector).reduce(0) { sum, row in
        sum + row.1 * zip(row.0, vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

extension SIMD2<Double> {
    fileprivate var length: Double { (self * self).sum().squareRoot() }
}
