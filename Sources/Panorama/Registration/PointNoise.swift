/// How far off clicked points are to be expected: what is known of it before the first residual.
struct PointNoise: Sendable {
    /// Standard deviation of a coordinate, in pixels: whoever looks at a whole picture hits a thing to a pixel or two, and in a large
    /// scan to the same share of its size.
    let expected: Double
    /// What may still pass for points that were clicked without care.
    var largest: Double { 2 * expected }

    init(width: Int, height: Int) {
        let (width, height) = (Double(width), Double(height))
        expected = max(1.5, (width * width + height * height).squareRoot() / 2000)
    }

    /// The expectation counts as so many residuals.
    static let weight = 4

    /// Whether such a sum of squares may be noise: a larger one comes about once in a thousand even of careless points.
    func explains(squares: Double, freedom: Int) -> Bool {
        squares <= largest * largest * chiSquare(freedom: freedom)
    }

    /// Variance of a coordinate, from residuals and expectation: the mean of the posterior's scale (a scaled inverse chi-square
    /// prior; Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.6).
    func variance(squares: Double, freedom: Int) -> Double {
        (Double(Self.weight) * expected * expected + squares) / Double(Self.weight + freedom)
    }

    /// How probable it is that a point without fault is followed by such a loss of squares when it is left out: the F-test of an
    /// outlier that moved a mean (R. D. Cook and S. Weisberg, Residuals and Influence in Regression, 1982, section 2.2.2).
    ///
    /// - Parameters:
    ///   - loss: of the sum of squares.
    ///   - squares, freedom: without the point.
    func chance(ofLoss loss: Double, squares: Double, freedom: Int) -> Double {
        let variance = variance(squares: squares, freedom: freedom)
        // P(F > f) for 2 and n degrees of freedom is (1 + 2 f / n)^(-n / 2).
        let freedom = Self.weight + freedom
        return 1 / power((1 + loss / variance / Double(freedom)).squareRoot(), freedom)
    }
}

/// What chi-square exceeds once in a thousand, after E. B. Wilson and M. M. Hilferty, The distribution of chi-square, PNAS 17 (1931).
func chiSquare(freedom: Int) -> Double {
    guard freedom > 0 else { return 0 }
    let part = 2 / (9 * Double(freedom))
    let root = 1 - part + 3.0902 * part.squareRoot()
    return Double(freedom) * root * root * root
}

/// Whole ones.
func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<max(0, exponent)).reduce(1) { product, _ in product * base }
}
