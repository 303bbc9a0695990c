extension TileCoverage {
    /// The tiles that are in any of these.
    ///
    /// - Parameter coverages: of pyramids of the same tile size; levels that a pyramid does not have are without tiles of it. At
    ///   least one.
    package init(union coverages: [TileCoverage]) {
        guard let finest = coverages.max(by: { $0.pyramid.levelCount < $1.pyramid.levelCount })?.pyramid else {
            preconditionFailure("a union of nothing")
        }
        precondition(coverages.allSatisfy { $0.pyramid.tileSize == finest.tileSize })
        let present = Set(coverages.flatMap(\.addresses))
        var levels = [TileAddress.coarsest.filter(present.contains)]
        while levels.count < finest.levelCount, let parents = levels.last {
            levels.append(parents.flatMap(\.quarters).filter(present.contains))
        }
        self.init(pyramid: finest, levels: levels)
    }
}
