/// The consecutive rows of a panorama that are at hand: a value, whose copies share the rows.
package struct RowWindow: Sendable {
    private var blocks: [RowBlock] = []

    package init() {}

    /// The numbers of the rows.
    package var rows: Range<Int> { (blocks.first?.rows.lowerBound ?? 0)..<(blocks.last?.rows.upperBound ?? 0) }

    package mutating func append(_ block: RowBlock) {
        precondition(blocks.isEmpty || block.rows.lowerBound == rows.upperBound)
        blocks.append(block)
    }

    /// Takes the next rows of a panorama of `height` rows, and with the first and the last ones those that lie beyond the poles.
    mutating func append(_ block: RowBlock, ofHeight height: Int) {
        if blocks.isEmpty, block.rows.lowerBound == 0 {
            for distance in (0..<SourceLevel.poleRows).reversed() {
                let source = min(distance, block.rows.upperBound - 1)
                append(RowBlock(row: -1 - distance, beyondPole: source, of: block))
            }
        }
        append(block)
        guard block.rows.upperBound == height else { return }
        for distance in 0..<SourceLevel.poleRows {
            let source = max(height - 1 - distance, 0)
            guard let holder = self.block(of: source) else { continue }
            append(RowBlock(row: height + distance, beyondPole: source, of: holder))
        }
    }

    /// Lets go of blocks that lie wholly before a row.
    package mutating func drop(before row: Int) {
        blocks.removeSubrange(..<(blocks.firstIndex { $0.rows.upperBound > row } ?? blocks.endIndex))
    }

    /// The blocks that hold any of `rows`.
    package func window(of rows: Range<Int>) -> Self {
        var window = self
        window.blocks.removeAll { $0.rows.upperBound <= rows.lowerBound || $0.rows.lowerBound >= rows.upperBound }
        return window
    }

    package func block(of row: Int) -> RowBlock? { blocks.first { $0.rows.contains(row) } }

    package var depth: SampleDepth { blocks.first?.depth ?? .byte }

    /// The first pixels of some rows, which the window must have; they hold as long as the window does.
    func starts(of wanted: Range<Int>) -> [UnsafeRawPointer] {
        precondition(rows.lowerBound <= wanted.lowerBound && wanted.upperBound <= rows.upperBound)
        return unsafe window(of: wanted).blocks.flatMap { block in
            unsafe block.rows.clamped(to: wanted).map { unsafe block.start($0) }
        }
    }
}
