internal import CResample

extension InstructionSet {
    /// A line of pixels at the source's columns and rows (in 1024ths), to bytes; `rings[row / 1024]` holds for a pixel.
    func samplePolar(
        columns: UnsafePointer<Int32>,
        rows: UnsafePointer<Int32>,
        rings: UnsafePointer<resample_ring>,
        weights: UnsafePointer<resample_weights>,
        count: Int,
        into output: UnsafeMutableRawPointer
    ) {
        switch self {
        case .portable:
            for index in 0..<count {
                let pixel = unsafe polarPixel(columns[index], rows[index], rings, weights)
                unsafe (output + index * 4).storeBytes(of: pixel, as: SIMD4<UInt8>.self)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_polar(columns, rows, rings, weights, count, output)
            #endif
        }
    }

    /// Two rows of deep samples, a multiple of 4, to one in which each sample of the first is followed by that of the second.
    func interleave(
        _ rows: (UnsafePointer<Int16>, UnsafePointer<Int16>),
        count: Int,
        into pairs: UnsafeMutablePointer<Int16>
    ) {
        switch self {
        case .portable:
            for index in 0..<count {
                unsafe pairs[2 * index] = rows.0[index]
                unsafe pairs[2 * index + 1] = rows.1[index]
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_interleave(rows.0, rows.1, count, pairs)
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

/// The filter goes down the six columns first, and then along them.
private func polarPixel(
    _ column: Int32,
    _ row: Int32,
    _ rings: UnsafePointer<resample_ring>,
    _ weights: UnsafePointer<resample_weights>
) -> SIMD4<UInt8> {
    let ring = unsafe rings[Int(row >> 10)]
    let across = unsafe resample_tap(Int32((Int64(column + 512) * ring.scale + 1 << 31) >> 32) - 512)
    let down = resample_tap(row)
    let (acrossWeights, downWeights) = unsafe (weights[Int(across.phase)], weights[Int(down.phase)])
    var sum = SIMD4<Int32>.zero
    for tap in 0..<FilterWeights.taps {
        let place = unsafe (Int(across.first - ring.first) + tap) * 8
        var column = SIMD4<Int32>.zero
        for line in stride(from: 0, to: FilterWeights.taps, by: 2) {
            guard let pair = unsafe ring.rows[line] else { continue }
            let samples = unsafe UnsafeRawPointer(pair + place).loadUnaligned(as: SIMD8<Int16>.self)
            column &+= SIMD4<Int32>(truncatingIfNeeded: samples.evenHalf) &* downWeights[line]
            column &+= SIMD4<Int32>(truncatingIfNeeded: samples.oddHalf) &* downWeights[line + 1]
        }
        sum &+= deep(column, from: .deep) &* acrossWeights[tap]
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
