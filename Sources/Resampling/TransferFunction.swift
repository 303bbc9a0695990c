internal import CResample

/// sRGB's transfer function (IEC 61966-2-1) as tables between stored values and 15-bit linear light.
///
/// There and back every 8-bit value is itself again: the smallest step of sRGB is 10 steps of the linear scale.
struct TransferFunction: Sendable {
    static let sRGB = Self()
    static let most: Int16 = 32767

    /// Linear light 0...32767 of each 8-bit value.
    let linear: [Int16]
    /// The same by parabolas, within 1.6 of the exact light, from `beyond` values below to as many above 0...255, where it stays at its
    /// ends.
    let linearByParabolas: [Int16]
    static let beyond = 256
    /// The nearest 8-bit value of each linear light.
    let encoded: [UInt8]

    /// Sixteen values each have a parabola, so that vectors hold the tables: linear light is a + (b + c · t) · t with t the number of
    /// sixteenths, in steps of 1/16 and 1/256, rounded after each product. Found by trying all b and c near the best fit.
    private static let parabolas: [(a: Int16, b: Int16, c: UInt8)] = [
        (0, 151, 15), (170, 212, 92), (473, 397, 97), (969, 596, 115), (1680, 826, 123), (2629, 1070, 134),
        (3833, 1336, 140), (5309, 1618, 146), (7073, 1914, 151), (9139, 2219, 160), (11519, 2539, 168),
        (14226, 2873, 173), (17272, 3220, 176), (20668, 3574, 183), (24425, 3937, 190), (28552, 4316, 192),
    ]

    /// The parabolas' numbers byte by byte.
    let parabolaBytes: resample_parabolas

    private static func parabolic(_ value: Int) -> Int16 {
        let parabola = parabolas[value >> 4]
        let t = Int32(value & 15) << 11
        let slope = Int32(parabola.b) + (t * Int32(parabola.c) + 1 << 14) >> 15
        return parabola.a + Int16((t * slope + 1 << 14) >> 15)
    }

    private init() {
        linear = (0...255).map { light(Double($0) / 255) }
        var bytes = resample_parabolas()
        unsafe withUnsafeMutableBytes(of: &bytes) { bytes in
            for (index, parabola) in Self.parabolas.enumerated() {
                let (a, b) = (UInt16(parabola.a), UInt16(parabola.b))
                let numbers = [a & 255, a >> 8, b & 255, b >> 8, UInt16(parabola.c)]
                for (table, byte) in numbers.enumerated() { unsafe bytes[table * 16 + index] = UInt8(byte) }
            }
        }
        parabolaBytes = bytes
        let below = [Int16](repeating: 0, count: Self.beyond)
        let above = [Int16](repeating: Self.most, count: Self.beyond)
        linearByParabolas = below + (0...255).map { Self.parabolic($0) } + above
        encoded = Self.inverse(count: 256) { UInt8($0) }
    }

    /// The tables of deep samples, which are made only for pictures that have them.
    struct Deep: Sendable {
        static let sRGB = Self()

        /// Linear light of each deep value 0...16320.
        let linear: [Int16]
        /// The nearest deep value of each linear light.
        let encoded: [Int16]

        private init() {
            let deepest = 255 * SampleDepth.deepStepsPerLevel
            linear = (0...deepest).map { light(Double($0) / Double(deepest)) }
            encoded = TransferFunction.inverse(count: deepest + 1) { Int16($0) }
        }
    }

    /// For each linear light the stored value whose light is nearest.
    fileprivate static func inverse<Value>(count: Int, _ value: (Int) -> Value) -> [Value] {
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
