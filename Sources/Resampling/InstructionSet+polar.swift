internal import CResample

extension InstructionSet {
    /// A line of pixels at the source's columns and rows (in 1024ths), to bytes; `rings[row / 1024]` holds for a pixel.
    func samplePolar(
        columns: UnsafePointer<Int32>,
        rows: UnsafePointer<Int32>,
        rings: UnsafePointer<resample_ring>,
        depth: SampleDepth,
        weights: UnsafePointer<resample_weights>,
        count: Int,
        into output: UnsafeMutableRawPointer
    ) {
        switch self {
        case .portable:
            for index in 0..<count {
                let pixel = unsafe polarPixel(columns[index], rows[index], rings, depth, weights)
                unsafe (output + index * 4).storeBytes(of: pixel, as: SIMD4<UInt8>.self)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_polar(columns, rows, rings, depth == .deep, weights, count, output)
            #endif
        }
    }

    /// A row with fewer pixels, deep: pixel i is the weighted mean of the `tapCount` (a multiple of 4) pixels from firsts[i] on.
    func reduce(
        _ row: UnsafeRawPointer,
        depth: SampleDepth,
        firsts: UnsafeBufferPointer<Int32>,
        weights: UnsafePointer<Int16>,
        tapCount: Int,
        into output: UnsafeMutablePointer<Int16>
    ) {
        switch self {
        case .portable:
            for index in 0..<firsts.count {
                let taps = unsafe weights + index * tapCount
                let first = unsafe row + Int(firsts[index]) * depth.bytesPerPixel
                unsafe reducePixel(first, depth, taps, tapCount, into: output + index * 4)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_reduce(
                    row,
                    depth == .deep,
                    firsts.baseAddress,
                    weights,
                    tapCount,
                    firsts.count,
                    output
                )
            #endif
        }
    }
}

private func polarPixel(
    _ column: Int32,
    _ row: Int32,
    _ rings: UnsafePointer<resample_ring>,
    _ depth: SampleDepth,
    _ weights: UnsafePointer<resample_weights>
) -> SIMD4<UInt8> {
    let ring = unsafe rings[Int(row >> 10)]
    let across = unsafe resample_tap(Int32((Int64(column + 512) * ring.scale + 1 << 31) >> 32) - 512)
    let down = resample_tap(row)
    let first = unsafe Int(across.first - ring.first)
    var sum = SIMD4<Int32>.zero
    let (acrossWeights, downWeights) = unsafe (weights[Int(across.phase)], weights[Int(down.phase)])
    for line in 0..<FilterWeights.taps {
        guard let start = unsafe ring.rows[line] else { continue }
        sum &+= unsafe sixTaps(start + first * depth.bytesPerPixel, depth, acrossWeights) &* downWeights[line]
    }
    return bytes(sum)
}

private func reducePixel(
    _ first: UnsafeRawPointer,
    _ depth: SampleDepth,
    _ weights: UnsafePointer<Int16>,
    _ tapCount: Int,
    into output: UnsafeMutablePointer<Int16>
) {
    var sum = SIMD4<Int32>.zero
    for tap in 0..<tapCount {
        let weight = unsafe Int32(weights[tap])
        switch depth {
        case .byte:
            let pixel = unsafe first.loadUnaligned(fromByteOffset: tap * 4, as: SIMD4<UInt8>.self)
            sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel) &* weight
        case .deep:
            let pixel = unsafe first.loadUnaligned(fromByteOffset: tap * 8, as: SIMD4<Int16>.self)
            sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel) &* weight
        }
    }
    let mean = deep(sum, from: depth)
    unsafe UnsafeMutableRawPointer(output).storeBytes(of: SIMD4<Int16>(truncatingIfNeeded: mean), as: SIMD4<Int16>.self)
}
