/// How an image is read between its pixels.
package enum ResamplingFilter: String, CaseIterable, Sendable {
    /// Straight lines between neighbours: 2 x 2 pixels.
    case bilinear
    /// Keys' cubic with a = -0.6: 4 x 4 pixels. Catmull-Rom (-0.5) dims fine detail more, -0.75 sharpens it.
    case bicubic
    /// The sinc over three lobes to either side, as Lanczos', but in Kaiser's window (β = 5): 6 x 6 pixels. At the same cost it
    /// is a decibel nearer to band-limited pictures than in Lanczos' own window, and moves points less.
    case lanczos3

    /// The weight of a pixel at a distance of 0 or more, before the weights are made to sum to one.
    func weight(_ distance: Double) -> Double {
        switch self {
        case .bilinear: max(0, 1 - distance)
        case .bicubic: cubic(distance)
        case .lanczos3: distance < 3 ? sinc(distance) * kaiser(distance / 3) : 0
        }
    }
}

/// Keys, "Cubic convolution interpolation for digital image processing", 1981, equation 4 with a free a.
private func cubic(_ x: Double) -> Double {
    let a = -0.6
    if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
}

/// Kaiser's window for 0...1, with β = 5, but for a factor: I₀(β √(1 - x²)), by its power series.
private func kaiser(_ x: Double) -> Double {
    let quarter = 25 * (1 - x * x) / 4
    var (sum, term) = (1.0, 1.0)
    for index in stride(from: 1.0, through: 24, by: 1) {
        term *= quarter / (index * index)
        sum += term
    }
    return sum
}

/// sin(πx) / (πx) for 0...3. libm's sine differs in the last bit between processors, and tiles must not: this is the series
/// about the nearest whole number, of exactly rounded operations.
private func sinc(_ x: Double) -> Double {
    let nearest = x.rounded(.toNearestOrEven)
    let angle = (x - nearest) * Double.pi
    let square = angle * angle
    var series = 1.0
    for term in stride(from: 20.0, through: 2, by: -2) { series = 1 - square / (term * (term + 1)) * series }
    guard x > 0 else { return 1 }
    let sine = (Int(nearest).isMultiple(of: 2) ? angle : -angle) * series
    return sine / (Double.pi * x)
}
