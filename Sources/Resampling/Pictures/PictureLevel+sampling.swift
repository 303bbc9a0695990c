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
        let transfer = TransferFunction.sRGB
        var halver = RowHalver(width: width)
        var line = [Int16](repeating: 0, count: places.width * 4)
        var light = line
        var target = row
        for index in 0..<places.height {
            unsafe line.withUnsafeMutableBytes { line in
                guard let output = line.baseAddress else { return }
                unsafe sample(places, index, filter, instructionSet, .deep, output)
            }
            look(line, up: transfer.deepLinear, into: &light)
            guard let half = halver.add(light, using: instructionSet) else { continue }
            let start = image.byteOffset(column: column, row: target)
            unsafe image.bytes.withUnsafeMutableBufferPointer { bytes in
                // Safe: the rectangle lies in the image, and the table has an entry for each light.
                let row = unsafe UnsafeMutableBufferPointer(rebasing: bytes[start..<start + width * 4])
                unsafe half.withUnsafeBufferPointer { half in
                    unsafe transfer.encoded.withUnsafeBufferPointer { table in
                        for at in 0..<row.count { unsafe row[at] = table[Int(half[at])] }
                    }
                }
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

/// Each value's entry in a table, which has one for all of them.
private func look(_ values: [Int16], up table: [Int16], into entries: inout [Int16]) {
    unsafe values.withUnsafeBufferPointer { values in
        unsafe table.withUnsafeBufferPointer { table in
            unsafe entries.withUnsafeMutableBufferPointer { entries in
                for index in 0..<entries.count { unsafe entries[index] = table[Int(values[index])] }
            }
        }
    }
}
