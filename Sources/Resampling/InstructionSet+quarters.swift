internal import CResample

extension InstructionSet {
    /// A row of `4 * count` samples to pixels of four quarters: sample k of pixel x is the row's x + k · count.
    func interleaveQuarters(_ row: UnsafePointer<UInt8>, count: Int, into pixels: UnsafeMutableRawPointer) {
        switch self {
        case .portable:
            for column in 0..<count {
                let pixel = unsafe SIMD4(
                    row[column],
                    row[column + count],
                    row[column + 2 * count],
                    row[column + 3 * count]
                )
                unsafe (pixels + column * 4).storeBytes(of: pixel, as: SIMD4<UInt8>.self)
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_interleave_quarters(row, count, pixels)
            #endif
        }
    }

    /// One sample of every pixel to a plane.
    ///
    /// - Parameters:
    ///   - samples: the first; a pixel has four, and `height` rows of `width` pixels lie without gaps.
    ///   - plane: where the first goes.
    ///   - across, down: from there to the samples of the next column and of the next row; one of them 1 or -1.
    func takeQuarter(
        _ samples: UnsafePointer<UInt8>,
        width: Int,
        height: Int,
        into plane: UnsafeMutablePointer<UInt8>,
        across: Int,
        down: Int
    ) {
        switch self {
        case .portable:
            for row in 0..<height {
                for column in 0..<width {
                    unsafe plane[row * down + column * across] = samples[(row * width + column) * 4]
                }
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_take_quarter(samples, width, height, plane, across, down)
            #endif
        }
    }
}
