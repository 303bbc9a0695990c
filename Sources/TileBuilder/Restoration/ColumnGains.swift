internal import Resampling

/// Multiplies the light of each column by a factor of its own.
struct ColumnGains: Sendable {
    /// By column, in 2^-14.
    private let gains: [Int]
    private let light = LinearLight.ofDeepSample
    private let samples = LinearLight.deepSample

    private static let one = 1 << 14
    /// Deep samples between which a factor counts less and less: where a picture is burnt out the film had no more to say.
    private static let burning = (from: 236 * 64, to: 252 * 64)

    init(_ bands: ExposureBands) {
        gains = bands.excess.map { Int((exponential(-$0) * Double(Self.one)).rounded()) }
    }

    var changesNothing: Bool { gains.allSatisfy { $0 == Self.one } }

    /// Of some rows, as wide as there are gains.
    func apply(to row: inout [UInt16]) {
        let (from, to) = Self.burning
        for at in stride(from: 0, to: row.count, by: 4) {
            let brightest = Int(max(row[at], row[at + 1], row[at + 2]))
            let share = min(max(to - brightest, 0), to - from)
            let gain = Self.one + (gains[at / 4 % gains.count] - Self.one) * share / (to - from)
            guard gain != Self.one else { continue }
            for channel in at..<at + 3 {
                let brighter = (Int(light[Int(row[channel])]) * gain + Self.one / 2) >> 14
                row[channel] = UInt16(samples[min(brighter, LinearLight.most)])
            }
        }
    }
}
