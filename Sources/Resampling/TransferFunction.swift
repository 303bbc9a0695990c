/// sRGB's transfer function (IEC 61966-2-1) as tables between stored values and 15-bit linear light.
///
/// There and back every 8-bit value is itself again: the smallest step of sRGB is 10 steps of the linear scale.
struct TransferFunction: Sendable {
    static let sRGB = Self()
    static let most: Int16 = 32767

    /// Linear light 0...32767 of each 8-bit value.
    let linear: [Int16]
    /// The same from `beyond` values below to as many above 0...255, where light stays at its ends.
    let linearBeyond: [Int16]
    static let beyond = 256
    /// The nearest 8-bit value of each linear light.
    let encoded: [UInt8]
    /// Linear light of each deep value 0...16320.
    let deepLinear: [Int16]
    /// The nearest deep value of each linear light.
    let deepEncoded: [Int16]

    private init() {
        linear = (0...255).map { light(Double($0) / 255) }
        linearBeyond = [Int16](repeating: 0, count: Self.beyond) + linear + [Int16](repeating: Self.most, count: Self.beyond)
        encoded = Self.inverse(count: 256) { UInt8($0) }
        let deepest = 255 * SampleDepth.deepStepsPerLevel
        deepLinear = (0...deepest).map { light(Double($0) / Double(deepest)) }
        deepEncoded = Self.inverse(count: deepest + 1) { Int16($0) }
    }

    /// For each linear light the stored value whose light is nearest.
    private static func inverse<Value>(count: Int, _ value: (Int) -> Value) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(Int(most) + 1)
        for stored in 0..<count {
            let end = stored == count - 1 ? 1 : exactLight((Double(stored) + 0.5) / Double(count - 1))
            while values.count <= Int(most), stored == count - 1 || Double(values.count) < end * Double(most) {
                values.append(value(stored))
            }
        }
        return values
    }
}

private func light(_ value: Double) -> Int16 {
    Int16((exactLight(value) * Double(TransferFunction.most)).rounded())
}

private func exactLight(_ value: Double) -> Double {
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    return base * base * fifthRoot(base * base)
}

/// Of 0.005...1, by Newton's steps. With it x^2.4 needs no function of the C library, whose last bit differs between processors.
private func fifthRoot(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<20 { root = (4 * root + x / (root * root * root * root)) / 5 }
    return root
}
