internal import CResample

extension InstructionSet {
    /// Two rows filtered along themselves: pixel i of both, deep, lands at `output` + i · `stride` pixels.
    func filterColumns(
        _ rows: (UnsafeRawPointer, UnsafeRawPointer),
        depth: SampleDepth,
        taps: UnsafeBufferPointer<resample_tap>,
        weights: UnsafePointer<resample_weights>,
        into output: UnsafeMutablePointer<Int16>,
        stride: Int
    ) {
        switch self {
        case .portable:
            for index in 0..<taps.count {
                let tap = unsafe taps[index]
                let pixel = unsafe output + index * stride * 4
                let offset = Int(tap.first) * depth.bytesPerPixel
                let pairs = unsafe weights[Int(tap.phase)]
                unsafe store(sixTaps(rows.0 + offset, depth, pairs), at: pixel)
                unsafe store(sixTaps(rows.1 + offset, depth, pairs), at: pixel + 4)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_columns(
                    rows.0,
                    rows.1,
                    depth == .deep,
                    taps.baseAddress,
                    weights,
                    taps.count,
                    output,
                    stride
                )
            #endif
        }
    }

    /// A column of deep pixels filtered along itself, to bytes: pixel j lands at `output` + j · `stride`.
    func filterRows(
        _ column: UnsafePointer<Int16>,
        taps: UnsafeBufferPointer<resample_tap>,
        weights: UnsafePointer<resample_weights>,
        into output: UnsafeMutableRawPointer,
        stride: Int
    ) {
        switch self {
        case .portable:
            for index in 0..<taps.count {
                let tap = unsafe taps[index]
                let pairs = unsafe weights[Int(tap.phase)]
                let first = unsafe UnsafeRawPointer(column + Int(tap.first) * 4)
                var sum = SIMD4<Int32>.zero
                for line in 0..<FilterWeights.taps {
                    let pixel = unsafe first.loadUnaligned(fromByteOffset: line * 8, as: SIMD4<Int16>.self)
                    sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel) &* pairs[line]
                }
                unsafe (output + index * stride).storeBytes(of: bytes(sum), as: SIMD4<UInt8>.self)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_rows(column, taps.baseAddress, weights, taps.count, output, stride)
            #endif
        }
    }
}

private func store(_ pixel: SIMD4<Int32>, at place: UnsafeMutablePointer<Int16>) {
    unsafe UnsafeMutableRawPointer(place).storeBytes(of: SIMD4<Int16>(truncatingIfNeeded: pixel), as: SIMD4<Int16>.self)
}
