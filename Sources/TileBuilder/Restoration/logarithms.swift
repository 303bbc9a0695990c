/// The natural logarithm of a number above 0, to 10⁻¹². libm's own differs in the last bit between processors.
func naturalLogarithm(_ x: Double) -> Double {
    var (mantissa, exponent) = (x.significand, Double(x.exponent))
    // Between √½ and √2, where the series is short.
    if mantissa > 1.4142135623730951 {
        mantissa /= 2
        exponent += 1
    }
    let z = (mantissa - 1) / (mantissa + 1)
    let square = z * z
    // 2 artanh z
    let series = stride(from: 19, through: 1, by: -2).reduce(0.0) { 1 / Double($1) + square * $0 }
    return exponent * 0.6931471805599453 + 2 * z * series
}

/// e to the power of -2...2, to 10⁻¹².
func exponential(_ x: Double) -> Double {
    let quarter = x / 4
    let root = (1...14).reversed().reduce(1.0) { 1 + quarter / Double($1) * $0 }
    return root * root * root * root
}
