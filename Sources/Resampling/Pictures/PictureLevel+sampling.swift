extension PictureLevel {
    /// Reads a rectangle of an image.
    ///
    /// - Parameters:
    ///   - places: of the rectangle's pixels.
    ///   - column, row: of the rectangle in the image.
    package func sample(
        _ places: PixelPlaces,
        filter: ResamplingFilter,
        using instructionSet: InstructionSet,
        into image: inout PixelBuffer,
        column: Int,
        row: Int
    ) {
        precondition(
            column >= 0 && row >= 0 && column + places.width <= image.width && row + places.height <= image.height
        )
        noteUse(places)
        let start = image.byteOffset(column: column, row: row)
        let bytesPerRow = image.bytesPerRow
        unsafe image.bytes.withUnsafeMutableBytes { bytes in
            guard let output = bytes.baseAddress else { return }
            for line in 0..<places.height {
                // Safe: the rectangle lies in the image.
                unsafe sample(places, line, filter, instructionSet, .byte, output + start + line * bytesPerRow)
            }
        }
    }

    /// Reads a rectangle at twice its size and three more pixels on every side, and halves that in linear light; rounded to bytes once.
    package func sampleHalved(
        _ places: PixelPlaces,
        filter: ResamplingFilter,
        using instructionSet: InstructionSet,
        into image: inout PixelBuffer,
        column: Int,
        row: Int
    ) {
        let margin = RowHalver.margin
        let width = (places.width - 2 * margin) / 2
        precondition(
            places.width == 2 * (width + margin) && places.height > 2 * margin && places.height.isMultiple(of: 2)
        )
        noteUse(places)
        var halver = RowHalver()
        var line = [Int16](repeating: 0, count: places.width * 4)
        var target = row
        for index in 0..<places.height {
            let light = unsafe line.withUnsafeMutableBytes { line in
                LightRow(width: 2 * width) { planes in
                    guard let pixels = line.baseAddress else { return }
                    unsafe sample(places, index, filter, instructionSet, .deep, pixels)
                    // Safe: the margins are part of the places.
                    unsafe toLinearLight(pixels, .deep, count: places.width, into: planes.later(by: -margin))
                }
            }
            let halved = light.halvedAlong(using: instructionSet)
            guard let light = halver.add(halved, using: instructionSet) else { continue }
            let start = image.byteOffset(column: column, row: target)
            unsafe image.bytes.withUnsafeMutableBytes { bytes in
                // Safe: the rectangle lies in the image.
                if let pixels = bytes.baseAddress { unsafe light.encode(.byte, into: pixels + start) }
            }
            target += 1
        }
    }

    /// Pixels one by one, deep.
    package func deepPixels(
        _ places: PixelPlaces,
        filter: ResamplingFilter,
        using instructionSet: InstructionSet
    ) -> [SIMD4<Int16>] {
        noteUse(places)
        var pixels = [SIMD4<Int16>](repeating: .zero, count: places.width * places.height)
        unsafe pixels.withUnsafeMutableBytes { pixels in
            guard let output = pixels.baseAddress else { return }
            for line in 0..<places.height {
                unsafe sample(places, line, filter, instructionSet, .deep, output + line * places.width * 8)
            }
        }
        return pixels
    }

    private func sample(
        _ places: PixelPlaces,
        _ line: Int,
        _ filter: ResamplingFilter,
        _ instructionSet: InstructionSet,
        _ outputDepth: SampleDepth,
        _ output: UnsafeMutableRawPointer
    ) {
        let first = line * places.width
        let picture = unsafe PicturePixels(first: start(0), bytesPerRow: bytesPerRow, depth: depth)
        unsafe places.x.withUnsafeBufferPointer { x in
            unsafe places.y.withUnsafeBufferPointer { y in
                unsafe FilterWeights.of(filter).table.withUnsafeBufferPointer { weights in
                    guard let x = x.baseAddress, let y = y.baseAddress, let weights = weights.baseAddress else {
                        return
                    }
                    // Safe: the places were held to what lies within the margin.
                    unsafe instructionSet.samplePlaces(
                        picture,
                        x: x + first,
                        y: y + first,
                        count: places.width,
                        weights: weights,
                        outputDepth: outputDepth,
                        into: output
                    )
                }
            }
        }
    }

    private func noteUse(_ places: PixelPlaces) {
        guard memory.isWatched, let left = places.x.min(), let right = places.x.max(), let top = places.y.min(),
            let bottom = places.y.max()
        else { return }
        noteUse(
            rows: Int(bottom - top) >> 10 + FilterWeights.taps,
            columns: Int(right - left) >> 10 + FilterWeights.taps
        )
    }
}
