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
            let distances = (0..<Self.taps).map { Double($0 - Self.before) - fraction }
            let weights = wholeWeights(centred(distances.map { filter.weight(abs($0)) }, at: distances))
            return resample_weights(
                pairs: (pair(weights[0], weights[1]), pair(weights[2], weights[3]), pair(weights[4], weights[5]), 0)
            )
        }
    }
}

/// The weights with their mean distance brought to 0, by the least change of all: so every filter keeps a ramp, and with it every
/// point of the picture, in its place. Lanczos' own weights move points by up to a fiftieth of a pixel.
private func centred(_ weights: [Double], at distances: [Double]) -> [Double] {
    let used = weights.indices.filter { weights[$0] != 0 }
    let sum = weights.reduce(0, +)
    let moment = used.reduce(0) { $0 + weights[$1] * distances[$1] } / sum
    let mean = used.reduce(0) { $0 + distances[$1] } / Double(used.count)
    let spread = used.reduce(0) { $0 + (distances[$1] - mean) * (distances[$1] - mean) }
    guard spread > 0 else { return weights }
    var centred = weights.map { $0 / sum }
    for tap in used { centred[tap] -= moment * (distances[tap] - mean) / spread }
    return centred
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
