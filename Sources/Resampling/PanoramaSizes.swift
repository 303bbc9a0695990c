/// The sizes of a panorama and of its halves: each exactly half of the one before, but for the first, which where it cannot be
/// halved so often is fitted to the next size that can.
package struct PanoramaSizes: Sendable {
    package let width: Int
    package let height: Int
    package let halvings: Int

    /// - Parameter halvings: at most `mostHalvings`.
    package init(width: Int, height: Int, halvings: Int) {
        precondition(halvings >= 0 && halvings <= Self.mostHalvings(height: height))
        self.width = width
        self.height = height
        self.halvings = halvings
    }

    /// Fewer rows are no panorama to halve.
    package static func mostHalvings(height: Int) -> Int {
        var count = 0
        while height >> (count + 1) >= RowHalver.margin { count += 1 }
        return count
    }

    /// Of the panorama as it is halved.
    var fitted: (width: Int, height: Int) {
        let unit = 1 << halvings
        return ((width + unit - 1) / unit * unit, (height + unit - 1) / unit * unit)
    }

    package func width(level: Int) -> Int { level == 0 ? width : fitted.width >> level }

    package func height(level: Int) -> Int { level == 0 ? height : fitted.height >> level }

    /// The rows of the panorama itself from which a level's rows before `end` are made.
    package func rowsNeeded(before end: Int, level: Int) -> Int {
        func whole(_ end: Int, _ level: Int) -> Int {
            SourceLevel.blockEnd(covering: end, height: height(level: level))
        }
        guard level > 0 else { return whole(end, 0) }
        var end = end
        for level in (1...level).reversed() { end = 2 * whole(end, level) + RowHalver.margin }
        let own = (end * height + fitted.height - 1) / fitted.height
        return whole(own + FilterWeights.taps, 0)
    }
}
