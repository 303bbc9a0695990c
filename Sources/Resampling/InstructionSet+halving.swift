internal import CResample

// Catmull-Rom stretched to twice its width, at 1/4, 3/4, 5/4 and 7/4 pixels of the smaller image: -3, -9, 29, 111 and back, in
// 256ths, which sum to one exactly.

extension InstructionSet {
    /// Samples that `halveRows` works on at once.
    static let sampleStep = 16

    /// Half the samples of a row of a plane: sample i from the eight from 2 · i on.
    func halveRow(_ row: UnsafePointer<Int16>, count: Int, into output: UnsafeMutablePointer<Int16>) {
        switch self {
        case .portable:
            for index in 0..<count {
                unsafe output[index] = weightedMean { unsafe row[2 * index + $0] }
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
            for index in 0..<count {
                unsafe output[index] = max(0, weightedMean { unsafe rows[$0][index] })
            }
        case .avx2:
            #if arch(x86_64)
                let rows = unsafe rows.map { unsafe Optional($0) }
                unsafe resample_halve_rows(rows, count, output)
            #endif
        }
    }
}

/// Of eight samples; what exceeds 16 bits is cut off.
@inline(__always)
private func weightedMean(_ sample: (Int) -> Int16) -> Int16 {
    @inline(__always) func wide(_ tap: Int) -> Int32 { Int32(sample(tap)) }
    var sum = (wide(3) &+ wide(4)) &* 111
    sum &+= (wide(2) &+ wide(5)) &* 29
    sum &-= (wide(1) &+ wide(6)) &* 9
    sum &-= (wide(0) &+ wide(7)) &* 3
    return Int16(clamping: (sum &+ 128) &>> 8)
}
