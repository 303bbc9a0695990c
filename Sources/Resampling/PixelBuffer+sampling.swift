extension PixelBuffer {
    /// Pixels of filled margin that an image needs to be read between its pixels.
    package static let samplingMargin = max(FilterWeights.before + 1, RowHalver.margin)

    /// One row of pixels from positions that follow no order.
    ///
    /// - Parameters:
    ///   - columns, rows: positions in pixels, 0 the centre of the first; at most half a pixel outside the image.
    ///   - output: receives as many pixels as there are positions, from `offset` bytes on.
    package func sample(
        columns: [Double],
        rows: [Double],
        filter: ResamplingFilter,
        into output: inout [UInt8],
        at offset: Int
    ) {
        precondition(margin >= Self.samplingMargin && columns.count == rows.count)
        precondition(offset >= 0 && offset + columns.count * Self.bytesPerPixel <= output.count)
        let weights = FilterWeights.of(filter).table
        unsafe bytes.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBytes { output in
                guard let source = source.baseAddress else { return }
                for index in columns.indices {
                    let (x, y) = (inPhases(columns[index]), inPhases(rows[index]))
                    let (left, top) = (x >> FilterWeights.phaseBits, y >> FilterWeights.phaseBits)
                    // Safe: with the margin all 36 taps of these lie in the image.
                    precondition(left >= -1 && left < width && top >= -1 && top < height)
                    let before = FilterWeights.before
                    let first = unsafe source + byteOffset(column: left - before, row: top - before)
                    let across = weights[x & (FilterWeights.phaseCount - 1)]
                    let down = weights[y & (FilterWeights.phaseCount - 1)]
                    var sum = SIMD4<Int32>.zero
                    for line in 0..<FilterWeights.taps {
                        let pixels = unsafe first + line * bytesPerRow
                        sum &+= unsafe sixTaps(pixels, .byte, across) &* down[line]
                    }
                    let at = offset + index * Self.bytesPerPixel
                    unsafe output.storeBytes(of: Resampling.bytes(sum), toByteOffset: at, as: SIMD4<UInt8>.self)
                }
            }
        }
    }
}

/// Rounded to the steps that the filters tell apart.
private func inPhases(_ position: Double) -> Int {
    Int((position * Double(FilterWeights.phaseCount) + 0.5).rounded(.down))
}
