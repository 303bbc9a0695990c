/// What is made of some rows of a level by themselves: pure, so that several cores do it at once.
package struct RowPreparation: Sendable {
    let width: Int
    let height: Int
    let depth: SampleDepth
    let kept: KeptRows
    let use: Use
    let instructionSet: InstructionSet

    /// What becomes of the rows besides being read.
    enum Use: Sendable {
        case none
        /// They are halved.
        case halving
        /// They are brought to a size that can be halved first.
        case fitting
    }

    package func prepare(_ block: RowBlock) -> PreparedRows {
        prepared(block, light: use == .none ? [] : block.rows.map { block.linearLight($0) })
    }

    package func prepare(_ rows: YCbCrRows) -> PreparedRows {
        precondition(!kept.contains(.pixels))
        return PreparedRows(
            rows: rows.rows,
            planes: kept.contains(.planes) ? rows.blocks(using: instructionSet) : [],
            light: light(rows)
        )
    }

    private func light(_ rows: YCbCrRows) -> [LightRow] {
        switch use {
        case .none: []
        case .fitting: rows.rows.map { rows.linearLight($0, using: instructionSet) }
        case .halving:
            PanoramaHalver.closedOverPoles(
                rows.rows.map { rows.halvedLight($0, using: instructionSet) },
                from: rows.rows.lowerBound,
                height: height
            )
        }
    }

    /// - Parameter first: the number of the first row.
    func prepare(_ rows: [LightRow], from first: Int) -> PreparedRows {
        guard !kept.isEmpty else {
            return PreparedRows(rows: first..<first + rows.count, light: finished(rows, from: first))
        }
        return prepared(RowBlock(rows, from: first, depth: depth), light: use == .none ? [] : rows)
    }

    private func prepared(_ block: RowBlock, light: [LightRow]) -> PreparedRows {
        precondition(block.width == width && block.depth == depth)
        let planes =
            kept.contains(.planes)
            ? YCbCrRows(block, using: instructionSet).blocks(using: instructionSet) : []
        return PreparedRows(
            rows: block.rows,
            pixels: kept.contains(.pixels) ? block : nil,
            planes: planes,
            light: finished(light, from: block.rows.lowerBound)
        )
    }

    private func finished(_ rows: [LightRow], from first: Int) -> [LightRow] {
        guard use == .halving else { return rows }
        return PanoramaHalver.lines(of: rows, from: first, height: height, using: instructionSet)
    }
}

/// Consecutive rows of a level, ready to be read and to be halved.
package struct PreparedRows: Sendable {
    let rows: Range<Int>
    var pixels: RowBlock?
    var planes: [RowBlock] = []
    /// For the next level: halved along themselves with those beyond the poles, or to be fitted.
    let light: [LightRow]
}
