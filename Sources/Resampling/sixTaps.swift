internal import CResample

// The arithmetic of the six-tap filters, in whole numbers: weights in 2^-14, deep samples in between, one rounding to a byte at
// the end. A 16-bit sample never overflows: the weights' magnitudes sum to less than 1.6.

extension resample_weights {
    /// The weight of tap 0...5.
    @inline(__always)
    subscript(tap: Int) -> Int32 {
        let pair = tap < 2 ? pairs.0 : tap < 4 ? pairs.1 : pairs.2
        return Int32(Int16(truncatingIfNeeded: tap & 1 == 0 ? pair : pair >> 16))
    }
}

/// The pixel at `first` and the five after it, to deep samples.
@inline(__always)
func sixTaps(_ first: UnsafeRawPointer, _ depth: SampleDepth, _ weights: resample_weights) -> SIMD4<Int32> {
    var sum = SIMD4<Int32>.zero
    switch depth {
    case .byte:
        for tap in 0..<FilterWeights.taps {
            let pixel = unsafe first.loadUnaligned(fromByteOffset: tap * 4, as: SIMD4<UInt8>.self)
            sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel) &* weights[tap]
        }
    case .deep:
        for tap in 0..<FilterWeights.taps {
            let pixel = unsafe first.loadUnaligned(fromByteOffset: tap * 8, as: SIMD4<Int16>.self)
            sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel) &* weights[tap]
        }
    }
    return deep(sum, from: depth)
}

/// From samples times weights to deep samples.
@inline(__always)
func deep(_ sum: SIMD4<Int32>, from depth: SampleDepth) -> SIMD4<Int32> {
    switch depth {
    case .byte: (sum &+ 1 << 7) &>> 8
    case .deep: (sum &+ 1 << 13) &>> 14
    }
}

/// From deep samples times weights to bytes.
@inline(__always)
func bytes(_ sum: SIMD4<Int32>) -> SIMD4<UInt8> {
    clampedBytes((sum &+ 1 << 19) &>> 20)
}

@inline(__always)
func clampedBytes(_ value: SIMD4<Int32>) -> SIMD4<UInt8> {
    var levels = value
    levels.replace(with: 0, where: levels .< 0)
    levels.replace(with: 255, where: levels .> 255)
    return SIMD4<UInt8>(truncatingIfNeeded: levels)
}
