internal import Resampling

/// Gives pixels another brightness and keeps their tint, by a `FadingCurve`.
struct Brightening: Sendable {
    private let curve: FadingCurve
    private let light: [Int16]
    private let samples = LinearLight.deepSample
    /// By the largest deep sample of a pixel, by how much its light grows, in 2^-14.
    private let gains: [Int]

    init(_ curve: FadingCurve) {
        let light = LinearLight.ofDeepSample
        (self.curve, self.light) = (curve, light)
        gains = curve.values.indices.map { sample in
            let (before, after) = (Int(light[sample]), Int(light[Int(curve.values[sample])]))
            return before > 0 ? (after << 14 + before / 2) / before : 1 << 14
        }
    }

    /// Of some rows: deep samples, four a pixel.
    func apply(to row: inout [UInt16]) {
        for at in stride(from: 0, to: row.count, by: 4) {
            let largest = Int(max(row[at], row[at + 1], row[at + 2]))
            let wanted = curve.values[largest]
            for channel in at..<at + 3 {
                guard Int(row[channel]) < largest else {
                    row[channel] = wanted
                    continue
                }
                let grown = (Int(light[Int(row[channel])]) * gains[largest] + 1 << 13) >> 14
                row[channel] = min(UInt16(samples[min(grown, LinearLight.most)]), wanted)
            }
        }
    }
}
