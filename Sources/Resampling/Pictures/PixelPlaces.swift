/// Where the pixels of a rectangle are read in one size of a picture, in 1024ths of its pixels; row by row.
package struct PixelPlaces: Sendable {
    package let width: Int
    package let height: Int
    private(set) var x: [Int32]
    private(set) var y: [Int32]

    /// - Parameters:
    ///   - area: of positions that are to be taken.
    ///   - columns, rows: positions in pixels of the picture itself, `stride` a row; 0 is the first pixel's centre.
    ///   - scale: pixels of the size that is read for one of the picture itself.
    ///   - level: which is that size.
    ///   - reach: pixels of that size beyond its edges that are read; what lies farther is read there. -0.5 keeps to the centres of its
    ///     outermost pixels.
    package init(
        _ area: PixelRegion,
        columns: [Double],
        rows: [Double],
        stride: Int,
        scale: (across: Double, down: Double),
        in level: PictureLevel,
        reach: Double
    ) {
        precondition(area.column >= 0 && area.row >= 0 && area.column + area.width <= stride)
        precondition(reach >= -0.5 && reach + 0.5 <= Double(PictureLevel.margin - FilterWeights.taps / 2))
        width = area.width
        height = area.height
        func phases(_ positions: [Double], scale: Double, size: Int) -> [Int32] {
            // (p + 1/2) · scale - 1/2, in 1024ths.
            let scale = Double(FilterWeights.phaseCount) * scale
            let shift = (scale - Double(FilterWeights.phaseCount)) / 2
            let most = Double(size) * Double(FilterWeights.phaseCount)
            let beyond = (reach + 0.5) * Double(FilterWeights.phaseCount)
            let bounds = -beyond...most + beyond - Double(FilterWeights.phaseCount)
            var phases: [Int32] = []
            phases.reserveCapacity(area.width * area.height)
            for row in area.row..<area.row + area.height {
                let start = row * stride + area.column
                for index in start..<start + area.width {
                    // In this order what is no number becomes a bound too.
                    let phase = max(bounds.lowerBound, positions[index] * scale + shift)
                    phases.append(nearest(min(bounds.upperBound, phase)))
                }
            }
            return phases
        }
        x = phases(columns, scale: scale.across, size: level.width)
        y = phases(rows, scale: scale.down, size: level.height)
    }
}

/// To nearest, half to even, for -2^31..<2^31: what the addition rounds away is the fraction. Conversions that round are calls into the
/// C library on processors of which no more is known than that they are x86-64.
private func nearest(_ value: Double) -> Int32 {
    Int32(truncatingIfNeeded: (value + 6_755_399_441_055_744).bitPattern)
}
