/// Four numbers worked on at once.
typealias Lanes = SIMD4<Double>

extension Lanes {
    var magnitudes: Lanes { replacing(with: -self, where: self .< 0) }
}

/// `arcTangent(y:x:)` of four points, to 2 · 10⁻¹¹ radians; only operations that IEEE 754 rounds exactly.
///
/// Beyond π/8 an angle below π/4 is taken from π/4, by the addition theorem in the same division; Gregory's series follows, whose
/// error is below the first term left out.
func arcTangent(y: Lanes, x: Lanes) -> Lanes {
    let (ax, ay) = (x.magnitudes, y.magnitudes)
    let isSteep = ay .> ax
    let (small, large) = (ay.replacing(with: ax, where: isSteep), ax.replacing(with: ay, where: isSteep))
    // tan π/8
    let isLarge = small .> 0.41421356237309503 * large
    let numerator = small.replacing(with: small - large, where: isLarge)
    let denominator = large.replacing(with: large + small, where: isLarge)
    let tangent = (numerator / denominator).replacing(with: 0, where: large .== 0)
    var angle = gregory(tangent)
    angle.replace(with: angle + Double.pi / 4, where: isLarge)
    angle.replace(with: Double.pi / 2 - angle, where: isSteep)
    angle.replace(with: Double.pi - angle, where: x .< 0)
    angle.replace(with: -angle, where: y .< 0)
    return angle
}

/// For ±tan π/8. Terms of either sign in a sum of their own: neither waits for the other.
@inline(__always)
private func gregory(_ tangent: Lanes) -> Lanes {
    let square = tangent * tangent
    let s = square * square
    var plus = 1.0 / 17 + s * (1.0 / 21)
    plus = 1.0 / 13 + s * plus
    plus = 1.0 / 9 + s * plus
    plus = 1.0 / 5 + s * plus
    plus = 1 + s * plus
    var minus = 1.0 / 19 + s * (1.0 / 23)
    minus = 1.0 / 15 + s * minus
    minus = 1.0 / 11 + s * minus
    minus = 1.0 / 7 + s * minus
    minus = 1.0 / 3 + s * minus
    return tangent * (plus - square * minus)
}
