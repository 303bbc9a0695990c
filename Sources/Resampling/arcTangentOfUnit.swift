/// atan of -1...1 in radians, to 10^-7: an odd polynomial of degree 19 fitted for the least largest error, in single precision
/// and in this order of operations, for the kernels of every instruction set must agree.
@inline(__always)
func arcTangentOfUnit(_ x: Float) -> Float {
    let square = x * x
    var sum: Float = -0.0015092827379703522
    sum = sum * square + 0.009567243978381157
    sum = sum * square - 0.028490586206316948
    sum = sum * square + 0.05502789467573166
    sum = sum * square - 0.08213748782873154
    sum = sum * square + 0.10878004878759384
    sum = sum * square - 0.14247222244739532
    sum = sum * square + 0.19996435940265656
    sum = sum * square - 0.33333179354667664
    sum = sum * square + 1
    return sum * x
}

/// The angle from the axis of b, 0 to a quarter turn, of a point with coordinates of 0 or more, not both 0.
///
/// - Parameters:
///   - scale: of the result, a radian.
///   - quarter: a quarter turn on that scale.
@inline(__always)
func angleInQuarter(_ a: Float, _ b: Float, scale: Float, quarter: Int32) -> Int32 {
    let ratio = min(a, b) / max(a, b)
    let angle = Int32((arcTangentOfUnit(ratio) * scale).rounded(.toNearestOrEven))
    return a > b ? quarter - angle : angle
}
