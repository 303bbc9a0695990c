/// Where the two prints lie in the picture of a stereo card, or in one that was cut to its prints.
struct CardPrints: Sendable, Equatable {
    /// Free of mount and of the cut-off corners of arched prints; in pixels of the scan.
    var left: CardArea
    var right: CardArea

    /// Of a card, in its widths: each of two prints beside each other would be four times as high as wide.
    private static let greatestHeight = 2

    /// - Returns: nil where nothing suggests two prints beside each other.
    init?(in scan: CardScan) {
        guard scan.width >= 64, scan.height >= 32, scan.height <= Self.greatestHeight * scan.width else { return nil }
        guard let sides = CardSides(in: scan) else { return nil }
        let mount = MountColour(in: scan, sides)
        let (left, right) = (sides.left, sides.right)
        let heights = [left, right].map { CardHeight(in: scan, columns: $0.inner, mount: mount).rows }
        let common = heights[0].clamped(to: heights[1])
        var prints = zip([left, right], heights).map { side, rows in
            // Prints on a card are equally high; where they seem not to be, an edge was missed.
            let isOff = (
                top: abs(rows.lowerBound - common.lowerBound) > scan.height / 25,
                bottom: abs(rows.upperBound - common.upperBound) > scan.height / 25
            )
            return CardArea(
                left: side.inner.lowerBound,
                top: isOff.top ? common.lowerBound : rows.lowerBound,
                right: side.inner.upperBound,
                bottom: isOff.bottom ? common.upperBound : rows.upperBound
            )
        }
        func arePrints() -> Bool {
            prints.allSatisfy { $0.width >= scan.width / 8 && $0.height >= scan.height / 4 }
        }
        guard arePrints() else { return nil }
        if let mount { CardCorners.cut(&prints, in: scan, mount: mount) }
        guard arePrints() else { return nil }
        (self.left, self.right) = (prints[0], prints[1])
    }
}
