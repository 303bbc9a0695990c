extension BicubicSampler {
    /// The four channels of a pixel side by side; the four taps of a row are one load.
    func sampleSIMD(
        _ source: PixelBuffer,
        _ columns: [Double],
        _ rows: [Double],
        _ output: inout [UInt8],
        _ offset: Int
    ) {
        let weights = BicubicWeights.shared.table
        let stride = source.bytesPerRow
        unsafe source.bytes.withUnsafeBytes { bytes in
            unsafe output.withUnsafeMutableBytes { pixels in
                unsafe weights.withUnsafeBufferPointer { weights in
                    for index in columns.indices {
                        let origin = TapOrigin(source, column: columns[index], row: rows[index])
                        // Safe: TapOrigin keeps all taps inside the source and its margin, phases below the table's end.
                        let wx = unsafe weights[origin.phaseX]
                        let wy = unsafe weights[origin.phaseY]
                        var sum = SIMD4<Float>(repeating: 0)
                        for tapRow in 0..<BicubicWeights.taps {
                            let taps = unsafe bytes.loadUnaligned(
                                fromByteOffset: origin.offset + tapRow * stride,
                                as: SIMD16<UInt8>.self
                            )
                            sum += line(taps, wx) * wy[tapRow]
                        }
                        // Safe: `sample` checked that the output holds a pixel for every position.
                        unsafe pixels.storeBytes(
                            of: rounded(sum),
                            toByteOffset: offset + index * PixelBuffer.bytesPerPixel,
                            as: SIMD4<UInt8>.self
                        )
                    }
                }
            }
        }
    }
}

@inline(__always)
private func line(_ taps: SIMD16<UInt8>, _ weights: SIMD4<Float>) -> SIMD4<Float> {
    var sum = SIMD4<Float>(taps.lowHalf.lowHalf) * weights.x
    sum += SIMD4<Float>(taps.lowHalf.highHalf) * weights.y
    sum += SIMD4<Float>(taps.highHalf.lowHalf) * weights.z
    sum += SIMD4<Float>(taps.highHalf.highHalf) * weights.w
    return sum
}

/// To the nearest byte, ties to even. Adding 2^23 leaves the whole number in a float's low bits; the vector conversions and
/// clamps of the standard library are calls here.
@inline(__always)
private func rounded(_ value: SIMD4<Float>) -> SIMD4<UInt8> {
    var clamped = value.replacing(with: 0, where: value .< 0)
    clamped.replace(with: 255, where: clamped .> 255)
    let bits = unsafe unsafeBitCast(clamped + 8_388_608, to: SIMD4<UInt32>.self)
    return SIMD4<UInt8>(truncatingIfNeeded: bits)
}
