internal import CResample

/// Reads the pixels of a polar cube face, or of a part of it, from the rows of a full panorama.
package struct PolarSampler: Sendable {
    /// Of each column and row in the face's plane, the pole at 0, 0: w grows towards yaw 0.
    let u: [Float]
    let w: [Float]
    let columnCount: Int
    /// Of the panorama.
    let width: Int
    let height: Int
    let isSouth: Bool
    let rings: PolarRings

    /// - Parameters:
    ///   - u: of the columns in the face's plane, -1 at its left edge.
    ///   - w: of the rows, 1 at the edge that adjoins the front face.
    ///   - width, height: of the panorama; height at least 2.
    ///   - isSouth: whether the face looks down.
    package init(u: [Float], w: [Float], width: Int, height: Int, isSouth: Bool, rings: PolarRings) {
        precondition(!u.isEmpty && !w.isEmpty)
        let step = InstructionSet.lineStep
        self.u = u + [Float](repeating: 1, count: (step - u.count % step) % step)
        self.w = w
        columnCount = u.count
        self.width = width
        self.height = height
        self.isSouth = isSouth
        self.rings = rings
    }

    /// - Parameters:
    ///   - window: with the rows that the image shows, and three more on either side.
    ///   - image: as large as there are positions, without margin.
    package func sample(
        _ window: RowWindow,
        filter: ResamplingFilter,
        using instructionSet: InstructionSet,
        into image: inout PixelBuffer
    ) {
        precondition(image.width == columnCount && image.height == w.count && image.margin == 0)
        var positions = findPositions(instructionSet)
        let patch = PolarPatch(self, window: window, positions: positions, using: instructionSet)
        positions.count(from: patch.rows.lowerBound)
        let weights = FilterWeights.of(filter).table
        unsafe image.bytes.withUnsafeMutableBytes { bytes in
            unsafe weights.withUnsafeBufferPointer { weights in
                guard let weights = weights.baseAddress, let output = bytes.baseAddress else { return }
                unsafe patch.withRings { rings in
                    for row in w.indices {
                        unsafe positions.withLine(row) { columns, rows in
                            unsafe instructionSet.samplePolar(
                                columns: columns, rows: rows, rings: rings, depth: window.depth, weights: weights,
                                count: columnCount, into: output + row * columnCount * 4
                            )
                        }
                    }
                }
            }
        }
    }

    private func findPositions(_ instructionSet: InstructionSet) -> PolarPositions {
        var positions = PolarPositions(lines: w.count, columns: columnCount, stride: u.count)
        let turn = Int32(width) * 1024
        let halfTurn = Int32(height) * 1024
        for row in w.indices {
            unsafe u.withUnsafeBufferPointer { u in
                let line = unsafe resample_polar_line(
                    u: u.baseAddress,
                    w: w[row],
                    columns: Float(Double(turn) / (2 * Double.pi)),
                    rows: Float(Double(halfTurn) / Double.pi),
                    quarter_columns: turn / 4,
                    quarter_rows: halfTurn / 2
                )
                unsafe positions.withMutableLine(row) { columns, rows in
                    unsafe instructionSet.polarPositions(line, count: u.count, columns: columns, rows: rows)
                }
            }
        }
        positions.place(width: width, height: height, isSouth: isSouth)
        return positions
    }
}
