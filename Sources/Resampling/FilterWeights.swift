internal import CResample

/// The weights of six taps for every fraction of a pixel that the kernels tell apart, in whole numbers that sum to one exactly:
/// a constant image stays what it is.
struct FilterWeights: Sendable {
    /// A position is rounded to 1/1024 pixel: an error of 0.0005 at the most.
    static let phaseBits = 10
    static let phaseCount = 1 << phaseBits
    static let taps = 6
    /// Taps before the pixel that a position lies in.
    static let before = 2
    static let one = 1 << 14

    /// One entry a phase.
    let table: [resample_weights]

    private static let tables = Dictionary(
        uniqueKeysWithValues: ResamplingFilter.allCases.map { ($0, Self(making: $0)) }
    )

    static func of(_ filter: ResamplingFilter) -> Self { tables[filter] ?? Self(making: filter) }

    private init(making filter: ResamplingFilter) {
        table = (0..<Self.phaseCount).map { phase in
            let fraction = Double(phase) / Double(Self.phaseCount)
            let weights = wholeWeights((0..<Self.taps).map { filter.weight(abs(Double($0 - Self.before) - fraction)) })
            return resample_weights(
                pairs: (pair(weights[0], weights[1]), pair(weights[2], weights[3]), pair(weights[4], weights[5]), 0)
            )
        }
    }
}

/// The weights in 2^-14, rounded, with what rounding left over added to the largest.
func wholeWeights(_ weights: [Double]) -> [Int16] {
    let sum = weights.reduce(0, +)
    var whole = weights.map { Int16(($0 / sum * Double(FilterWeights.one)).rounded()) }
    let rest = FilterWeights.one - whole.reduce(0) { $0 + Int($1) }
    if let largest = whole.indices.max(by: { whole[$0] < whole[$1] }) { whole[largest] += Int16(rest) }
    return whole
}

private func pair(_ low: Int16, _ high: Int16) -> Int32 {
    Int32(bitPattern: UInt32(UInt16(bitPattern: low)) | UInt32(UInt16(bitPattern: high)) << 16)
}
