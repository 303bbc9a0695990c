/// One size of a panorama: the rows at hand, and what makes the next smaller one of them.
package struct SourceLevel {
    package let width: Int
    package let height: Int
    /// With rows beyond the poles, as many as a filter may reach.
    package private(set) var pixels = RowWindow()
    /// Of luma and colour differences.
    package private(set) var planes = [RowWindow(), RowWindow(), RowWindow()]
    let preparation: RowPreparation
    private var halver: PanoramaHalver?
    /// What brings the rows to a size that can be halved, and what came of it and does not fill a block yet.
    private var fitter: PanoramaFitter?
    private var fitted: RowQueue
    /// Rows of this level that do not fill a block yet.
    private var waiting: RowQueue
    private var rowsAdded = 0

    /// Rows beyond each pole.
    package static let poleRows = 3
    /// Rows that are kept, and let go of, together; those of the last block may be a few more.
    package static let rowsPerBlock = 32
    package static let mostRowsPerBlock = rowsPerBlock + RowHalver.margin - 1

    /// The end of the block that holds the row before `end`. No block is smaller than what halving needs at a pole.
    package static func blockEnd(covering end: Int, height: Int) -> Int {
        let whole = (max(end, 1) + rowsPerBlock - 1) / rowsPerBlock * rowsPerBlock
        return height - whole < RowHalver.margin ? height : whole
    }

    init(
        _ sizes: PanoramaSizes,
        level: Int,
        kept: KeptRows,
        depth: SampleDepth,
        using instructionSet: InstructionSet
    ) {
        width = sizes.width(level: level)
        height = sizes.height(level: level)
        let target = level == 0 ? sizes.fitted : (width: width, height: height)
        let isHalved = level < sizes.halvings
        let isFitted = isHalved && target != (width, height)
        halver = isHalved ? PanoramaHalver(height: target.height) : nil
        fitter = isFitted ? PanoramaFitter(width: width, height: height, target: target) : nil
        waiting = RowQueue(height: height)
        fitted = RowQueue(height: target.height)
        preparation = RowPreparation(
            width: width,
            height: height,
            depth: depth,
            kept: kept,
            use: isFitted ? .fitting : isHalved ? .halving : .none,
            instructionSet: instructionSet
        )
    }

    /// Takes the next rows of this level.
    ///
    /// - Returns: rows of the next smaller level.
    mutating func add(_ rows: PreparedRows) -> [LightRow] {
        precondition(rows.rows.lowerBound == rowsAdded && rows.rows.upperBound <= height)
        rowsAdded = rows.rows.upperBound
        if let block = rows.pixels { pixels.append(block, ofHeight: height) }
        for (plane, block) in rows.planes.enumerated() {
            planes[plane].append(block, ofHeight: plane == 0 ? height : height / 2)
        }
        let lines = lines(of: rows)
        return halver?.add(lines, using: preparation.instructionSet) ?? []
    }

    /// Takes rows that a larger level made.
    mutating func add(_ rows: [LightRow]) -> [LightRow] {
        waiting.add(rows).flatMap { add(preparation.prepare($0.rows, from: $0.first)) }
    }

    private mutating func lines(of rows: PreparedRows) -> [LightRow] {
        guard fitter != nil else { return rows.light }
        let height = fitted.height
        return fitted.add(rows.light.flatMap { fitter?.add($0) ?? [] }).flatMap { block in
            PanoramaHalver.lines(
                of: block.rows,
                from: block.first,
                height: height,
                using: preparation.instructionSet
            )
        }
    }

    /// Lets go of rows before one of this level.
    mutating func drop(before row: Int) {
        pixels.drop(before: row)
        for plane in planes.indices { planes[plane].drop(before: plane == 0 ? row : row >> 1) }
    }
}

/// Rows on their way, until they fill a block.
private struct RowQueue {
    let height: Int
    private var rows: [LightRow] = []
    private var first = 0

    init(height: Int) {
        self.height = height
    }

    /// - Returns: the blocks that are complete.
    mutating func add(_ added: [LightRow]) -> [(first: Int, rows: [LightRow])] {
        var blocks: [(first: Int, rows: [LightRow])] = []
        for row in added {
            rows.append(row)
            guard first + rows.count == SourceLevel.blockEnd(covering: first + 1, height: height) else { continue }
            blocks.append((first, rows))
            first += rows.count
            rows.removeAll(keepingCapacity: true)
        }
        return blocks
    }
}
