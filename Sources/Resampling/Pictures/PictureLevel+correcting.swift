/// What a correction reads and writes: deep samples (0...16320) whatever the picture's own depth, four a pixel, row by row.
extension PictureLevel {
    /// Of a rectangle within the picture.
    package func deepSamples(in region: PixelRegion) -> [UInt16] {
        check(region)
        var samples = [UInt16](repeating: 0, count: region.width * region.height * 4)
        unsafe samples.withUnsafeMutableBufferPointer { samples in
            for row in 0..<region.height {
                let source = unsafe start(region.row + row) + region.column * depth.bytesPerPixel
                let target = row * region.width * 4
                for index in 0..<region.width * 4 {
                    // Safe: the rectangle lies in the picture.
                    let value =
                        unsafe depth == .byte
                        ? UInt16(source.load(fromByteOffset: index, as: UInt8.self))
                            * UInt16(SampleDepth.deepStepsPerLevel)
                        : source.load(fromByteOffset: 2 * index, as: UInt16.self)
                    unsafe samples[target + index] = value
                }
            }
        }
        noteUse(rows: region.height, columns: region.width)
        return samples
    }

    /// The same the other way; bytes are rounded.
    package func setDeepSamples(in region: PixelRegion, to samples: [UInt16]) {
        check(region)
        precondition(samples.count == region.width * region.height * 4)
        unsafe samples.withUnsafeBufferPointer { samples in
            for row in 0..<region.height {
                let target = unsafe start(region.row + row) + region.column * depth.bytesPerPixel
                let source = row * region.width * 4
                for index in 0..<region.width * 4 {
                    let value = unsafe min(samples[source + index], UInt16(255 * SampleDepth.deepStepsPerLevel))
                    // Safe: the rectangle lies in the picture.
                    switch depth {
                    case .byte:
                        unsafe target.storeBytes(of: UInt8((value + 32) >> 6), toByteOffset: index, as: UInt8.self)
                    case .deep: unsafe target.storeBytes(of: value, toByteOffset: 2 * index, as: UInt16.self)
                    }
                }
            }
        }
        noteUse(rows: region.height, columns: region.width)
    }

    private func check(_ region: PixelRegion) {
        precondition(region.column >= 0 && region.row >= 0 && region.width > 0 && region.height > 0)
        precondition(region.column + region.width <= width && region.row + region.height <= height)
    }
}
