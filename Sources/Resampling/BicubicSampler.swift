/// Reads an image between its texels with the Catmull-Rom filter.
package struct BicubicSampler: Sendable {
    /// Texels of margin that a source must have around the positions asked for.
    package static let reach = 2

    package let instructionSet: InstructionSet

    package init(using instructionSet: InstructionSet = .best) {
        self.instructionSet = instructionSet
    }

    /// One row of output pixels from positions in a source.
    ///
    /// - Parameters:
    ///   - source: with a filled margin of `reach` or more.
    ///   - columns, rows: positions in texels, 0 the centre of the first; at most half a texel outside the source.
    ///   - output: receives as many pixels as there are positions, from `offset` bytes on.
    package func sample(
        _ source: PixelBuffer,
        columns: [Double],
        rows: [Double],
        into output: inout [UInt8],
        at offset: Int
    ) {
        precondition(source.margin >= Self.reach && columns.count == rows.count)
        precondition(offset >= 0 && offset + columns.count * PixelBuffer.bytesPerPixel <= output.count)
        switch instructionSet {
        case .scalar: sampleScalar(source, columns, rows, &output, offset)
        case .simd: sampleSIMD(source, columns, rows, &output, offset)
        }
    }
}

/// The first tap's place in the source's bytes, and the weights' phases.
struct TapOrigin {
    let offset: Int
    let phaseX: Int
    let phaseY: Int

    /// Traps on positions further out than half a texel: the taps would lie outside the source.
    @inline(__always)
    init(_ source: borrowing PixelBuffer, column: Double, row: Double) {
        let phases = Double(BicubicWeights.phaseCount)
        let x = Int((column * phases + 0.5).rounded(.down))
        let y = Int((row * phases + 0.5).rounded(.down))
        let (left, top) = (x >> 10, y >> 10)
        precondition(left >= -1 && left < source.width && top >= -1 && top < source.height)
        offset = source.byteOffset(column: left - 1, row: top - 1)
        phaseX = x & 1023
        phaseY = y & 1023
    }
}
