/// The colour of a card about its prints.
struct MountColour {
    let colour: SIMD3<Float>
    /// How far a channel of the mount may be from it.
    let tolerance: SIMD3<Float>

    /// Of what lies beside the prints; nil where there is hardly anything.
    init?(in scan: CardScan, _ sides: CardSides) {
        let reach = scan.width / 30
        let (first, last) = (sides.left.left.place, sides.right.right.place)
        let strips = [first - 3 - reach..<first - 3, last + 3..<last + 3 + reach]
        var samples: [SIMD3<Float>] = []
        for strip in strips where strip.lowerBound >= 0 && strip.upperBound <= scan.width {
            for row in stride(from: scan.height / 4, to: scan.height * 3 / 4, by: 2) {
                for column in strip { samples.append(scan.colours[row * scan.width + column]) }
            }
        }
        guard samples.count >= 200 else { return nil }
        var (colour, tolerance) = (SIMD3<Float>(), SIMD3<Float>())
        for channel in 0..<3 {
            let values = samples.map { $0[channel] }
            colour[channel] = median(values)
            tolerance[channel] = max(12, 4 * median(values.map { abs($0 - colour[channel]) }))
        }
        (self.colour, self.tolerance) = (colour, tolerance)
    }

    func matches(_ other: SIMD3<Float>) -> Bool {
        let distance = other - colour
        return all(distance .<= tolerance) && all(distance .>= -tolerance)
    }
}

/// The upper one of two middle values.
func median(_ values: [Float]) -> Float { quantile(values, 0.5) }

/// - Parameter share: of the values that lie below, 0...1.
func quantile(_ values: [Float], _ share: Double) -> Float {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
}
