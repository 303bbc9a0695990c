internal import CResample

/// Reads the pixels of a polar cube face, or of a part of it, from the rows of a full panorama.
package struct PolarSampler: Sendable {
    /// Of each column and row in the face's plane, the pole at 0, 0: w grows towards yaw 0. Columns fill whole vectors.
    private let u: [Float]
    private let w: [Float]
    private let columnCount: Int
    /// Of the panorama.
    private let width: Int
    let height: Int
    let isSouth: Bool
    let rings: PolarRings
    private let arrangement: RowArrangement

    /// - Parameters:
    ///   - u: of the columns in the face's plane, -1 at its left edge.
    ///   - w: of the rows, 1 at the edge that adjoins the front face.
    ///   - width, height: of the panorama; height at least 2.
    ///   - isSouth: whether the face looks down.
    ///   - arrangement: of the panorama's rows; of quarters, all of `u` and `w` are above 0.
    package init(
        u: [Float],
        w: [Float],
        width: Int,
        height: Int,
        isSouth: Bool,
        rings: PolarRings,
        arrangement: RowArrangement = .pixels
    ) {
        precondition(!u.isEmpty && !w.isEmpty)
        let step = InstructionSet.lineStep
        self.u = u + [Float](repeating: 1, count: (step - u.count % step) % step)
        self.w = w
        columnCount = u.count
        self.width = width
        self.height = height
        self.isSouth = isSouth
        self.rings = rings
        self.arrangement = arrangement
    }

    /// From a row's first column to yaw 0, in 1024ths of a column: rows of quarters begin there anew.
    private var middle: Int32 { arrangement == .pixels ? Int32(width) * 512 : 0 }

    /// - Parameters:
    ///   - window: with `rows`.
    ///   - rows: those that the image shows, and three more on either side.
    package func sample(
        _ window: RowWindow,
        rows reached: Range<Int>,
        filter: ResamplingFilter,
        using instructionSet: InstructionSet
    ) -> PixelBuffer {
        let patch = PolarPatch(self, window: window, reached: reached, using: instructionSet)
        let weights = FilterWeights.of(filter).table
        var columns = [Int32](repeating: 0, count: u.count)
        var rows = columns
        return unsafe PixelBuffer(width: columnCount, height: w.count) { output in
            unsafe weights.withUnsafeBufferPointer { weights in
                guard let weights = weights.baseAddress else { return }
                unsafe patch.withRings { rings in
                    for row in w.indices {
                        findPositions(row, instructionSet, &columns, &rows)
                        unsafe instructionSet.samplePolar(
                            columns: columns,
                            rows: rows,
                            rings: rings,
                            weights: weights,
                            count: columnCount,
                            into: output + row * columnCount * 4
                        )
                    }
                }
            }
        }
    }

    /// Where the pixels of a line lie in the panorama, in 1024ths of its pixels.
    private func findPositions(
        _ row: Int,
        _ instructionSet: InstructionSet,
        _ columns: inout [Int32],
        _ rows: inout [Int32]
    ) {
        let turn = Int32(width) * 1024
        let halfTurn = Int32(height) * 1024
        unsafe u.withUnsafeBufferPointer { u in
            let line = unsafe resample_polar_line(
                u: u.baseAddress,
                w: w[row],
                columns: Float(Double(turn) / (2 * Double.pi)),
                rows: Float(Double(halfTurn) / Double.pi) * (isSouth ? -1 : 1),
                quarter_columns: turn / 4,
                quarter_rows: halfTurn / 2 * (isSouth ? -1 : 1),
                middle: middle - 512,
                pole: isSouth ? halfTurn - 512 : -512
            )
            unsafe instructionSet.polarPositions(line, count: u.count, columns: &columns, rows: &rows)
        }
    }

    /// The panorama's columns that pixels lie in, and one more on either side.
    var reachedColumns: ClosedRange<Int> {
        let end = width / arrangement.columnsPerPixel
        guard let left = u.first, let upper = w.first, let lower = w.last else { return -1...end }
        let right = u[columnCount - 1]
        // A part that holds the pole, or the line on which the panorama's ends meet, reaches all of them.
        guard left > 0 || right < 0 || min(upper, lower) > 0 else { return -1...end }
        let corners = [left, right].flatMap { u in
            [upper, lower].map { w in
                let angle = angleInQuarter(
                    abs(u),
                    abs(w),
                    scale: Float(width) / (2 * Float.pi),
                    quarter: Int32(width / 4)
                )
                let turned = w < 0 ? Int32(width / 2) - angle : angle
                return Int(middle / 1024) + Int(u < 0 ? -turned : turned)
            }
        }
        return max((corners.min() ?? 0) - 3, -1)...min((corners.max() ?? 0) + 2, end)
    }
}
