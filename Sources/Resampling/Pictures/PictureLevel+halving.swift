extension PictureLevel {
    /// Makes rows of the next smaller level, half as large and rounded up, anti-aliased and in linear light. All rows of this one
    /// and its margin have to be there; those of different rows may be made at the same time.
    package func halve(_ rows: Range<Int>, of half: PictureLevel, using instructionSet: InstructionSet) {
        precondition(half.width == (width + 1) / 2 && half.height == (height + 1) / 2 && half.depth == depth)
        var halver = RowHalver(width: half.width)
        var target = rows.lowerBound
        let margin = RowHalver.margin
        for row in 2 * rows.lowerBound - margin..<2 * rows.upperBound + margin {
            let light = linearLight(row, margin: margin, count: 2 * half.width + 2 * margin)
            guard let line = halver.add(light, using: instructionSet) else { continue }
            half.encode(line, row: target)
            target += 1
        }
        noteUse(rows: 2 * rows.count, columns: width)
        half.noteUse(rows: rows.count, columns: half.width)
    }

    /// The same across alone: the rows stay as many.
    package func halveAcross(_ rows: Range<Int>, of half: PictureLevel, using instructionSet: InstructionSet) {
        precondition(half.width == (width + 1) / 2 && half.height == height && half.depth == depth)
        let margin = RowHalver.margin
        var line = [Int16](repeating: 0, count: half.width * 4)
        for row in rows {
            let light = linearLight(row, margin: margin, count: 2 * half.width + 2 * margin)
            unsafe light.withUnsafeBufferPointer { light in
                unsafe line.withUnsafeMutableBufferPointer { line in
                    guard let light = light.baseAddress, let line = line.baseAddress else { return }
                    unsafe instructionSet.halveRow(light, count: half.width, into: line)
                }
            }
            for index in line.indices where line[index] < 0 { line[index] = 0 }
            half.encode(line, row: row)
        }
        noteUse(rows: rows.count, columns: width)
        half.noteUse(rows: rows.count, columns: half.width)
    }

    /// `count` pixels from `margin` before the row on, in 15-bit linear light.
    private func linearLight(_ row: Int, margin: Int, count: Int) -> [Int16] {
        precondition(margin <= Self.margin && count - margin <= width + Self.margin)
        let transfer = TransferFunction.sRGB
        let start = unsafe start(row) - margin * depth.bytesPerPixel
        return unsafe [Int16](unsafeUninitializedCapacity: count * 4) { light, initialized in
            // Safe: the tables have an entry for each value of a sample.
            switch depth {
            case .byte:
                let samples = unsafe start.assumingMemoryBound(to: UInt8.self)
                unsafe transfer.linear.withUnsafeBufferPointer { table in
                    for index in 0..<count * 4 { unsafe light[index] = table[Int(samples[index])] }
                }
            case .deep:
                let samples = unsafe start.assumingMemoryBound(to: Int16.self)
                unsafe transfer.deepLinear.withUnsafeBufferPointer { table in
                    for index in 0..<count * 4 { unsafe light[index] = table[Int(samples[index])] }
                }
            }
            initialized = count * 4
        }
    }

    private func encode(_ light: [Int16], row: Int) {
        let transfer = TransferFunction.sRGB
        let start = unsafe start(row)
        unsafe light.withUnsafeBufferPointer { light in
            // Safe: as many samples as the row has, and the tables have an entry for each light.
            switch depth {
            case .byte:
                let samples = unsafe start.assumingMemoryBound(to: UInt8.self)
                unsafe transfer.encoded.withUnsafeBufferPointer { table in
                    for index in 0..<width * 4 { unsafe samples[index] = table[Int(light[index])] }
                }
            case .deep:
                let samples = unsafe start.assumingMemoryBound(to: Int16.self)
                unsafe transfer.deepEncoded.withUnsafeBufferPointer { table in
                    for index in 0..<width * 4 { unsafe samples[index] = table[Int(light[index])] }
                }
            }
        }
    }
}
