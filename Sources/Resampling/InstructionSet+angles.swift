internal import CResample

extension InstructionSet {
    /// Lines are computed in whole vectors: their arrays must hold a multiple of this many.
    static let lineStep = 8

    /// The taps down a column of an upright face: about `centre` - atan(heights[j] · cosine) · scale.
    ///
    /// - Parameters:
    ///   - heights: of the texels in the face's plane, -1...1; `count`, a multiple of `lineStep`.
    ///   - centre: the row of the horizon, in 1024ths as are all rows.
    ///   - scale: rows a radian.
    func uprightTaps(
        _ heights: UnsafePointer<Float>,
        cosine: Float,
        scale: Float,
        centre: Int32,
        count: Int,
        into taps: UnsafeMutablePointer<resample_tap>
    ) {
        switch self {
        case .portable:
            for index in 0..<count {
                let angle = unsafe arcTangentOfUnit(heights[index] * cosine) * scale
                let row = centre - Int32(angle.rounded(.toNearestOrEven))
                unsafe taps[index] = resample_tap(row)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_upright_taps(heights, cosine, scale, centre, count, taps)
            #endif
        }
    }

    /// Columns and rows of a line of a polar face: the angle of (u, w) from the w axis, -half to half a turn, and that of
    /// |(u, w)| from the pole.
    func polarPositions(
        _ line: resample_polar_line,
        count: Int,
        columns: UnsafeMutablePointer<Int32>,
        rows: UnsafeMutablePointer<Int32>
    ) {
        switch self {
        case .portable:
            for index in 0..<count {
                let u = unsafe line.u[index]
                let column = unsafe angleInQuarter(
                    abs(u),
                    abs(line.w),
                    scale: line.columns,
                    quarter: line.quarter_columns
                )
                let turned = unsafe line.w < 0 ? 2 * line.quarter_columns - column : column
                unsafe columns[index] = line.middle + (u.sign == .minus ? -turned : turned)
                let radius = unsafe (u * u + line.w * line.w).squareRoot()
                unsafe rows[index] = line.pole + angleInQuarter(radius, 1, scale: line.rows, quarter: line.quarter_rows)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_polar_positions(line, count, columns, rows)
            #endif
        }
    }
}

extension resample_tap {
    /// - Parameter position: in 1024ths of a pixel.
    init(_ position: Int32) {
        self.init(first: position >> 10, phase: position & 1023)
    }
}
