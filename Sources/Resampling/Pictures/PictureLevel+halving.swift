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
        var halver = RowHalver()
        var target = rows.lowerBound
        let margin = RowHalver.margin
        for row in 2 * rows.lowerBound - margin..<2 * rows.upperBound + margin {
            let line = linearLight(row, evened: isTurn).halvedAlong(using: instructionSet)
            guard let light = halver.add(line, using: instructionSet) else { continue }
            unsafe light.encode(half.depth, into: half.start(target))
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
        for row in rows {
            let light = linearLight(row, evened: isTurn).halvedAlong(using: instructionSet).aboveZero()
            unsafe light.encode(half.depth, into: half.start(row))
        }
        noteUse(rows: rows.count, columns: width)
        half.noteUse(rows: rows.count, columns: half.width)
    }

    /// What a halving takes of a row: an even number of pixels and a margin.
    private func linearLight(_ row: Int, evened: Bool) -> LightRow {
        let even = width + width % 2
        guard evened, even > width else { return linearLight(row, count: even) }
        return linearLight(row, count: width).turn(ofWidth: even)
    }

    private func linearLight(_ row: Int, count: Int) -> LightRow {
        let margin = LightRow.margin
        precondition(count + margin <= width + Self.margin)
        let start = unsafe start(row) - margin * depth.bytesPerPixel
        return LightRow(width: count) { planes in
            // Safe: the row goes on for its margin.
            unsafe toLinearLight(start, depth, count: count + 2 * margin, into: planes.later(by: -margin))
        }
    }
}

extension LightRow {
    /// A whole turn brought to another number of pixels, slightly larger.
    fileprivate func turn(ofWidth newWidth: Int) -> Self {
        let weights = FilterWeights.of(.lanczos3).table
        return unsafe mapPlanes(toWidth: newWidth) { source, target in
            for column in 0..<newWidth {
                let position = (Double(column) + 0.5) * Double(width) / Double(newWidth) - 0.5
                let tap = resample_tap(Int32((position * Double(FilterWeights.phaseCount)).rounded()))
                let first = Int(tap.first) - FilterWeights.before
                let sum = (0..<FilterWeights.taps).reduce(Int32(1 << 13)) { sum, index in
                    let (from, _) = placeOnCircle(first + index, width: width)
                    return unsafe sum &+ Int32(source[from]) &* weights[Int(tap.phase)][index]
                }
                unsafe target[column] = Int16(min(max(sum &>> 14, 0), Int32(TransferFunction.most)))
            }
        }
    }

    /// Light that a filter took below 0 is 0.
    fileprivate func aboveZero() -> Self {
        Self(width: width, samples: samples.map { max($0, 0) })
    }
}
