/// The Catmull-Rom filter (Keys 1981, a = -1/2), for every fraction of a texel that the kernels tell apart.
struct BicubicWeights: Sendable {
    /// A position is rounded to 1/1024 texel: an error of 0.0005 texel at the most.
    static let phaseCount = 1024
    static let taps = 4

    static let shared = Self()

    /// Weights of the taps at -1, 0, 1 and 2, one entry a phase; each entry's sum is 1 but for rounding.
    let table: [SIMD4<Float>]

    private init() {
        table = (0..<Self.phaseCount).map { phase in
            let t = Double(phase) / Double(Self.phaseCount)
            return SIMD4(
                Float(catmullRom(1 + t)),
                Float(catmullRom(t)),
                Float(catmullRom(1 - t)),
                Float(catmullRom(2 - t))
            )
        }
    }
}

/// For distances 0...2 from the sample.
private func catmullRom(_ x: Double) -> Double {
    x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((2.5 - 0.5 * x) * x - 4) * x + 2
}
