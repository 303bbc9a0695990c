extension BicubicSampler {
    /// The specification: four taps of four rows in this order, in 32-bit floats without fused operations, and one
    /// rounding, ties to even.
    func sampleScalar(
        _ source: PixelBuffer,
        _ columns: [Double],
        _ rows: [Double],
        _ output: inout [UInt8],
        _ offset: Int
    ) {
        let weights = BicubicWeights.shared.table
        let bytesPerPixel = PixelBuffer.bytesPerPixel
        for index in columns.indices {
            let origin = TapOrigin(source, column: columns[index], row: rows[index])
            let (wx, wy) = (weights[origin.phaseX], weights[origin.phaseY])
            for channel in 0..<bytesPerPixel {
                var sum: Float = 0
                for tapRow in 0..<BicubicWeights.taps {
                    let start = origin.offset + tapRow * source.bytesPerRow + channel
                    var line: Float = 0
                    for tap in 0..<BicubicWeights.taps {
                        line += wx[tap] * Float(source.bytes[start + tap * bytesPerPixel])
                    }
                    sum += wy[tapRow] * line
                }
                output[offset + index * bytesPerPixel + channel] = UInt8(
                    min(max(sum, 0), 255).rounded(.toNearestOrEven)
                )
            }
        }
    }
}
