internal import CResample

extension PictureLevel {
    /// Makes rows of the next smaller level, half as large and rounded up, anti-aliased and in linear light. All rows of this one
    /// and its margin have to be there; those of different rows may be made at the same time.
    ///
    /// - Parameter isTurn: then half of an odd number of pixels is that of one more, evenly spread over the turn; else the last one
    ///   is repeated.
    package func halve(
        _ rows: Range<Int>,
        of half: PictureLevel,
        isTurn: Bool,
        using instructionSet: InstructionSet
    ) {
        precondition(half.width == (width + 1) / 2 && half.height == (height + 1) / 2)
        var halver = RowHalver(width: half.width)
        var target = rows.lowerBound
        let margin = RowHalver.margin
        for row in 2 * rows.lowerBound - margin..<2 * rows.upperBound + margin {
            let light = linearLight(row, evened: isTurn)
            guard let line = halver.add(light, using: instructionSet) else { continue }
            half.encode(line, row: target)
            target += 1
        }
        noteUse(rows: 2 * rows.count, columns: width)
        half.noteUse(rows: rows.count, columns: half.width)
    }

    /// The same across alone: the rows stay as many.
    package func halveAcross(
        _ rows: Range<Int>,
        of half: PictureLevel,
        isTurn: Bool,
        using instructionSet: InstructionSet
    ) {
        precondition(half.width == (width + 1) / 2 && half.height == height)
        var line = [Int16](repeating: 0, count: half.width * 4)
        for row in rows {
            let light = linearLight(row, evened: isTurn)
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

    /// What a halving takes of a row: an even number of pixels and a margin, in 15-bit linear light.
    private func linearLight(_ row: Int, evened: Bool) -> [Int16] {
        let margin = RowHalver.margin
        let even = width + width % 2
        guard evened, even > width else { return linearLight(row, margin: margin, count: even + 2 * margin) }
        return evenTurn(linearLight(row, margin: Self.margin, count: width + 2 * Self.margin), even, margin: margin)
    }

    /// A turn of one pixel more, and a margin.
    private func evenTurn(_ light: [Int16], _ count: Int, margin: Int) -> [Int16] {
        let weights = FilterWeights.of(.lanczos3).table
        let (ratio, most) = (Double(width) / Double(count), Int32(TransferFunction.most))
        return unsafe light.withUnsafeBytes { light in
            (-margin..<count + margin).flatMap { column in
                let position = (Double(column) + 0.5) * ratio - 0.5 + Double(Self.margin)
                let tap = resample_tap(Int32((position * Double(FilterWeights.phaseCount) + 0.5)))
                let first = (Int(tap.first) - FilterWeights.before) * 8
                // Safe: the six pixels lie within the margin.
                let pixels = unsafe UnsafeRawBufferPointer(rebasing: light[first..<first + FilterWeights.taps * 8])
                guard let start = pixels.baseAddress else { return [Int16]() }
                let sum = unsafe sixTaps(start, .deep, weights[Int(tap.phase)])
                return (0..<4).map { Int16(min(max(sum[$0], 0), most)) }
            }
        }
    }

    /// `count` pixels from `margin` before the row on.
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
