/// What brings faded contrast back: for each channel a curve from stored values to the ones that they had, by where its darkest and
/// brightest parts lie now.
///
/// Paper yellows and silver fades: blacks become brown, whites cream, and each channel in its own measure. So each channel's dark
/// and bright ends are brought back to where ends belong, which takes the cast with them. Between the ends and beyond them the curve
/// rises everywhere: no two values fall together that were apart by more than rounding, and nothing is cut off.
struct FadingCurve: Sendable, Equatable {
    /// By channel and deep sample.
    let values: [[UInt16]]

    /// Parts of the picture that may lie beyond the ends: dust, scratches, lamps, the sun.
    private static let beyond = 0.005
    /// Where ends belong, in grey levels; a picture that reaches them is left alone.
    private static let ends = (dark: 6.0, bright: 249.0)
    /// Grey levels between the ends below which there is nothing that could be brought back.
    private static let least = 16.0

    /// - Parameter histograms: of red, green and blue, by grey level.
    init(_ histograms: [[Int]]) {
        values = histograms.map { histogram in
            let (dark, bright) = (
                Self.level(below: Self.beyond, of: histogram), Self.level(below: 1 - Self.beyond, of: histogram)
            )
            return Self.curve(dark: dark, bright: bright)
        }
    }

    /// Whether it changes nothing.
    var isIdentity: Bool {
        values.allSatisfy { values in values.enumerated().allSatisfy { $0.offset == Int($0.element) } }
    }

    private static func level(below share: Double, of histogram: [Int]) -> Double {
        let wanted = share * Double(histogram.reduce(0, +))
        var sum = 0.0
        for (level, count) in histogram.enumerated() {
            sum += Double(count)
            if sum > wanted { return Double(level) }
        }
        return 255
    }

    private static func curve(dark: Double, bright: Double) -> [UInt16] {
        let most = 255 * 64
        guard bright - dark >= least else { return (0...most).map { UInt16($0) } }
        let knots = [
            SIMD2(0, 0), SIMD2(dark, min(dark, ends.dark)), SIMD2(bright, max(bright, ends.bright)), SIMD2(255, 255),
        ]
        let curve = MonotoneCurve(knots)
        return (0...most).map { UInt16(min(max(64 * curve(Double($0) / 64), 0), Double(most)).rounded()) }
    }
}
