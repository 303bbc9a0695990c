/// Sine and cosine of an angle in degrees, of at most a few turns; exact at multiples of 90°.
///
/// libm's own differ in the last bit between processors (as ``arcTangent(y:x:)`` tells); their error here is below 1e-15.
package func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let quarters = (degrees / 90).rounded()
    let angle = (degrees - 90 * quarters) * (Double.pi / 180)
    let (sine, cosine) = (sineOfEighth(angle), cosineOfEighth(angle))
    switch Int(quarters) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
}

/// Of an angle in degrees between -90 and 90.
package func tangent(degrees: Double) -> Double {
    let (sine, cosine) = sineAndCosine(degrees: degrees)
    return sine / cosine
}

/// The power series, for radians in -π/4...π/4.
private func sineOfEighth(_ angle: Double) -> Double {
    let s = angle * angle
    return angle * stride(from: 16, to: 0, by: -2).reduce(1.0) { 1 - s / Double($1 * ($1 + 1)) * $0 }
}

private func cosineOfEighth(_ angle: Double) -> Double {
    let s = angle * angle
    return stride(from: 17, to: 0, by: -2).reduce(1.0) { 1 - s / Double($1 * ($1 + 1)) * $0 }
}
