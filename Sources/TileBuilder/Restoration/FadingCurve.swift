/// What brings faded contrast back: one curve for the brightness of the whole picture, by where its darkest and brightest parts lie now.
///
/// Brightness is the largest of a pixel's three stored (sRGB) values. A pixel's light is multiplied by one factor, so the print keeps
/// its tint: the proportions of red, green and blue light stay. As the largest value stays within its range, no other can leave it.
/// Between the percentiles at its ends the curve is straight and at most `steepest`; beyond them it bends and rises to black and
/// white, so that nothing is cut off and no brightness falls together with another.
struct FadingCurve: Sendable, Equatable {
    /// By the largest deep sample of a pixel, what it becomes.
    let values: [UInt16]

    /// Parts of the picture that may lie beyond the ends: dust, scratches, lamps, the sun.
    private static let beyond = 0.01
    /// Where ends belong, in grey levels; a picture that reaches them is left alone.
    private static let ends = (dark: 10.0, bright: 244.0)
    /// Times as far apart as they were two levels may become: what the film no longer tells apart cannot come back, and grain and the
    /// steps between levels would be seen.
    private static let steepest = 2.0
    /// Grey levels between the ends below which there is nothing that could be brought back.
    private static let least = 16.0

    /// - Parameter histogram: of the largest of red, green and blue, by grey level.
    init(_ histogram: [Int]) {
        values = Self.curve(
            dark: Self.level(below: Self.beyond, of: histogram),
            bright: Self.level(below: 1 - Self.beyond, of: histogram)
        )
    }

    /// Whether it changes nothing.
    var isIdentity: Bool { values.enumerated().allSatisfy { $0.offset == Int($0.element) } }

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
        let wanted = (dark: min(dark, ends.dark), bright: max(bright, ends.bright))
        let span = bright - dark
        guard span >= least, wanted != (dark, bright) else { return (0...most).map { UInt16($0) } }
        let slope = min((wanted.bright - wanted.dark) / span, steepest)
        // What the steepest line leaves over is left at both ends in equal shares.
        let share = (slope - 1) * span / (dark - wanted.dark + wanted.bright - bright)
        let start = dark - share * (dark - wanted.dark)
        // A tenth of the straight part bends into what lies beyond it.
        let knots = [0, 0.1, 0.9, 1].map { SIMD2(dark + $0 * span, start + slope * $0 * span) }
        let curve = MonotoneCurve([SIMD2(0, 0)] + knots.filter { $0.x > 0 && $0.x < 255 } + [SIMD2(255, 255)])
        return (0...most).map { UInt16(min(max(64 * curve(Double($0) / 64), 0), Double(most)).rounded()) }
    }
}
