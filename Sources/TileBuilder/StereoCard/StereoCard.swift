/// A stereo card taken apart: its two prints, and how the right one lies to the left one.
package struct StereoCard: Sendable, Equatable {
    let prints: CardPrints
    package let alignment: EyeAlignment
    package let order: EyeOrder
    /// Pixels of the picture a side of one of the scan's, in which all of it counts.
    package let reduction: Int

    /// - Throws: why the picture cannot be taken for a card.
    package init(_ scan: CardScan) throws(StereoCardFault) {
        guard let prints = CardPrints(in: scan) else { throw .noPrints }
        let matches = PrintMatches(left: scan.gray.crop(prints.left), right: scan.gray.crop(prints.right))
        guard let (alignment, points) = EyeAlignment.solve(matches, left: prints.left, right: prints.right) else {
            throw .unlike(matches: matches.matches.count, sought: matches.sought)
        }
        self.prints = prints
        self.alignment = alignment
        order = EyeOrder(points, size: prints.left, error: alignment.verticalError)
        reduction = scan.reduction
    }
}
