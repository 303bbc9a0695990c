internal import CResample

// Colours as JFIF has them (T.871), in whole numbers.

extension InstructionSet {
    /// A row of luma, and one of colour differences of which each is two pixels', to 15-bit linear light.
    ///
    /// - Parameter count: a multiple of 16.
    func linearLight(
        luma: UnsafePointer<UInt8>,
        blue: UnsafePointer<UInt8>,
        red: UnsafePointer<UInt8>,
        count: Int,
        into light: LightRow.Planes
    ) {
        switch self {
        case .portable:
            unsafe TransferFunction.sRGB.linearByParabolas.withUnsafeBufferPointer { table in
                guard let base = table.baseAddress else { return }
                let table = unsafe base + TransferFunction.beyond
                for index in 0..<count / 2 {
                    let (blue, red) = unsafe (Int(blue[index]) - 128, Int(red[index]) - 128)
                    let forRed = unsafe table + red + (13173 * red + 1 << 14) >> 15
                    let forGreen = unsafe table - red + (9367 * red - 11277 * blue + 1 << 14) >> 15
                    let forBlue = unsafe table + 2 * blue + (1 << 14 - 7471 * blue) >> 15
                    for column in 2 * index...2 * index + 1 {
                        let level = unsafe Int(luma[column])
                        unsafe light.red[column] = forRed[level]
                        unsafe light.green[column] = forGreen[level]
                        unsafe light.blue[column] = forBlue[level]
                    }
                }
            }
        case .avx2:
            #if arch(x86_64)
                var parabolas = TransferFunction.sRGB.parabolaBytes
                unsafe resample_light_of_planes(
                    luma,
                    blue,
                    red,
                    count,
                    &parabolas,
                    light.red,
                    light.green,
                    light.blue
                )
            #endif
        }
    }

    /// Two rows of pixels to luma, and to colour differences of two by two pixels' means.
    ///
    /// - Parameters:
    ///   - rows: of `count` pixels, a multiple of 8: red, green, blue, any.
    ///   - luma: receives `count` samples of each row.
    ///   - blue, red: receive half as many.
    func separate(
        _ rows: (UnsafePointer<UInt8>, UnsafePointer<UInt8>),
        count: Int,
        luma: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>),
        blue: UnsafeMutablePointer<UInt8>,
        red: UnsafeMutablePointer<UInt8>
    ) {
        switch self {
        case .portable:
            for index in 0..<count / 2 {
                // Four pixels' sums, so two bits more.
                let sum = unsafe twoPixels(rows.0, index, luma: luma.0) &+ twoPixels(rows.1, index, luma: luma.1)
                unsafe blue[index] = chroma(weightedSum(sum, -5529, -10855, 16384))
                unsafe red[index] = chroma(weightedSum(sum, 16384, -13720, -2664))
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_separate(rows.0, rows.1, count, luma.0, luma.1, blue, red)
            #endif
        }
    }
}

/// Luma of the pixels 2 · index and the next; returns their sum.
@inline(__always)
private func twoPixels(
    _ row: UnsafePointer<UInt8>,
    _ index: Int,
    luma: UnsafeMutablePointer<UInt8>
) -> SIMD4<Int32> {
    var sum = SIMD4<Int32>.zero
    for column in 2 * index...2 * index + 1 {
        let bytes = unsafe UnsafeRawPointer(row + 4 * column).loadUnaligned(as: SIMD4<UInt8>.self)
        let pixel = SIMD4<Int32>(truncatingIfNeeded: bytes)
        unsafe luma[column] = UInt8(truncatingIfNeeded: (weightedSum(pixel, 9798, 19235, 3735) + 1 << 14) >> 15)
        sum &+= pixel
    }
    return sum
}

@inline(__always)
private func weightedSum(_ pixel: SIMD4<Int32>, _ red: Int32, _ green: Int32, _ blue: Int32) -> Int32 {
    pixel.x &* red &+ pixel.y &* green &+ pixel.z &* blue
}

@inline(__always)
private func chroma(_ difference: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: min((difference &+ 1 << 16) >> 17 &+ 128, 255))
}
