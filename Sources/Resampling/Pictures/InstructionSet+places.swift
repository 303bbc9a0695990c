internal import CResample

/// The pixels of a picture in memory.
@unsafe struct PicturePixels {
    let first: UnsafeRawPointer
    let bytesPerRow: Int
    let depth: SampleDepth
}

extension InstructionSet {
    /// Pixels at places (in 1024ths) that follow no order, to bytes or to deep samples 0...16320; six by six taps of each must lie
    /// in memory.
    func samplePlaces(
        _ picture: PicturePixels,
        x: UnsafePointer<Int32>,
        y: UnsafePointer<Int32>,
        count: Int,
        weights: UnsafePointer<resample_weights>,
        outputDepth: SampleDepth,
        into output: UnsafeMutableRawPointer
    ) {
        switch self {
        case .portable:
            for index in 0..<count {
                let sum = unsafe pixelSum(picture, resample_tap(x[index]), resample_tap(y[index]), weights)
                switch outputDepth {
                case .byte: unsafe output.storeBytes(of: bytes(sum), toByteOffset: index * 4, as: SIMD4<UInt8>.self)
                case .deep:
                    unsafe output.storeBytes(of: deepPixel(sum), toByteOffset: index * 8, as: SIMD4<Int16>.self)
                }
            }
        case .avx2:
            #if arch(x86_64)
                unsafe resample_places(
                    picture.first,
                    picture.bytesPerRow,
                    picture.depth == .deep,
                    x,
                    y,
                    weights,
                    count,
                    outputDepth == .deep,
                    output
                )
            #endif
        }
    }
}

/// Deep samples times weights.
private func pixelSum(
    _ picture: PicturePixels,
    _ across: resample_tap,
    _ down: resample_tap,
    _ weights: UnsafePointer<resample_weights>
) -> SIMD4<Int32> {
    let (column, row) = (Int(across.first) - FilterWeights.before, Int(down.first) - FilterWeights.before)
    let (acrossWeights, downWeights) = unsafe (weights[Int(across.phase)], weights[Int(down.phase)])
    let depth = unsafe picture.depth
    var line = unsafe picture.first + row * picture.bytesPerRow + column * depth.bytesPerPixel
    var sum = SIMD4<Int32>.zero
    for tap in 0..<FilterWeights.taps {
        sum &+= unsafe sixTaps(line, depth, acrossWeights) &* downWeights[tap]
        unsafe line += picture.bytesPerRow
    }
    return sum
}

private func deepPixel(_ sum: SIMD4<Int32>) -> SIMD4<Int16> {
    let most = Int32(255 * SampleDepth.deepStepsPerLevel)
    var samples = (sum &+ 1 << 13) &>> 14
    samples.replace(with: 0, where: samples .< 0)
    samples.replace(with: most, where: samples .> most)
    return SIMD4<Int16>(truncatingIfNeeded: samples)
}
