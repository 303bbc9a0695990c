/// The upright edges of a card's two prints.
struct CardSides {
    /// From a print's left edge to its right one.
    struct Side {
        var left: CardLines.Line
        var right: CardLines.Line
        /// Rows over which the lines were followed.
        var height: Int

        /// Columns that show the print in every row, however its edges lean.
        var inner: Range<Int> {
            let margins = [left, right].map {
                Int((abs($0.slope) * Float(height) / 2).rounded(.up)) + CardSides.trim(height)
            }
            let (first, last) = (left.place + margins[0], right.place - margins[1])
            return first..<max(first + 1, last)
        }
    }

    private(set) var left: Side
    private(set) var right: Side

    /// Pixels that are cut off within an edge, which is seldom sharp or quite straight.
    static func trim(_ size: Int) -> Int { 1 + size / 250 }

    /// - Returns: nil where no four lines could be a card's.
    init?(in scan: CardScan) {
        guard let edges = CardEdges(in: scan).best else { return nil }
        left = Side(left: edges.first, right: edges.one, height: scan.height)
        right = Side(left: edges.other, right: edges.last, height: scan.height)
    }
}
