internal import CResample

// Catmull-Rom stretched to twice its width, at 1/4, 3/4, 5/4 and 7/4 pixels of the smaller image: -3, -9, 29, 111 and back, in
// 256ths, which sum to one exactly.

extension InstructionSet {
    /// Samples that `halveRows` works on at once.
    static let sampleStep = 16

    /// Half the pixels of a row in 15-bit linear light: pixel i from the eight pixels from 2 · i on.
    func halveRow(_ row: UnsafePointer<Int16>, count: Int, into output: UnsafeMutablePointer<Int16>) {
        switch self {
        case .portable:
            let pixels = unsafe UnsafeRawPointer(row)
            for index in 0..<count {
                let mean = weightedMean { tap in
                    unsafe pixels.loadUnaligned(fromByteOffset: (2 * index + tap) * 8, as: SIMD4<Int16>.self)
                }
                unsafe UnsafeMutableRawPointer(output + index * 4).storeBytes(of: mean, as: SIMD4<Int16>.self)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_halve_row(row, count, output)
            #endif
        }
    }

    /// Eight rows of `count` samples (a multiple of `sampleStep`) to one, 0...32767.
    func halveRows(_ rows: [UnsafePointer<Int16>], count: Int, into output: UnsafeMutablePointer<Int16>) {
        precondition(unsafe rows.count == 8 && count % Self.sampleStep == 0)
        switch self {
        case .portable:
            for index in stride(from: 0, to: count, by: 4) {
                var mean = weightedMean { tap in
                    unsafe UnsafeRawPointer(rows[tap] + index).loadUnaligned(as: SIMD4<Int16>.self)
                }
                mean.replace(with: 0, where: mean .< 0)
                unsafe UnsafeMutableRawPointer(output + index).storeBytes(of: mean, as: SIMD4<Int16>.self)
            }
        case .avx2:
            #if arch(x86_64)
                let rows = unsafe rows.map { unsafe Optional($0) }
                unsafe resample_halve_rows(rows, count, output)
            #endif
        }
    }
}

/// Of eight pixels; what exceeds 16 bits is cut off.
@inline(__always)
private func weightedMean(_ pixel: (Int) -> SIMD4<Int16>) -> SIMD4<Int16> {
    @inline(__always) func wide(_ tap: Int) -> SIMD4<Int32> { SIMD4<Int32>(truncatingIfNeeded: pixel(tap)) }
    var sum = (wide(3) &+ wide(4)) &* 111
    sum &+= (wide(2) &+ wide(5)) &* 29
    sum &-= (wide(1) &+ wide(6)) &* 9
    sum &-= (wide(0) &+ wide(7)) &* 3
    var mean = (sum &+ 128) &>> 8
    mean.replace(with: 32767, where: mean .> 32767)
    mean.replace(with: -32768, where: mean .< -32768)
    return SIMD4<Int16>(truncatingIfNeeded: mean)
}
