/// The angle of the point (x, y) seen from the origin, in radians, in -π...π; 0 for the origin itself.
///
/// libm's own differs in the last bit between processors, and tiles must not. This one uses only operations that
/// IEEE 754 rounds exactly; its error is below 1e-14.
package func arcTangent(y: Double, x: Double) -> Double {
    let (ax, ay) = (abs(x), abs(y))
    guard ax > 0 || ay > 0 else { return 0 }
    var angle = ay <= ax ? arcTangentOfUnit(ay / ax) : Double.pi / 2 - arcTangentOfUnit(ax / ay)
    if x < 0 { angle = Double.pi - angle }
    return y < 0 ? -angle : angle
}

/// For 0...1: the angle is halved twice, atan t = 2 atan(t / (1 + √(1 + t²))), to at most π/16; Gregory's series follows.
@inline(__always)
private func arcTangentOfUnit(_ tangent: Double) -> Double {
    let half = tangent / (1 + (1 + tangent * tangent).squareRoot())
    let quarter = half / (1 + (1 + half * half).squareRoot())
    let s = quarter * quarter
    var series = 1.0 / 19
    series = 1.0 / 17 - s * series
    series = 1.0 / 15 - s * series
    series = 1.0 / 13 - s * series
    series = 1.0 / 11 - s * series
    series = 1.0 / 9 - s * series
    series = 1.0 / 7 - s * series
    series = 1.0 / 5 - s * series
    series = 1.0 / 3 - s * series
    series = 1.0 - s * series
    return 4 * quarter * series
}
