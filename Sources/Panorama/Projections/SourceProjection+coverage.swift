extension SourceProjection {
    /// The tiles with at least one texel whose centre the source shows, on the finest level or on one above it.
    package func coverage(of pyramid: Pyramid) -> TileCoverage {
        if showsAll { return TileCoverage(whole: pyramid) }
        var search = CoverageSearch(projection: self, pyramid: pyramid)
        for tile in TileAddress.coarsest { search.keep(tile) }
        return TileCoverage(pyramid: pyramid, levels: search.levels)
    }

    /// Whether there is no direction that the source lacks.
    package var showsAll: Bool {
        switch self {
        case .equirectangular(let region): region.isWhole
        case .cubemap: true
        case .cylindrical, .rectilinear: false
        }
    }

    /// False only where the source shows nothing of the cap.
    func mayShow(_ cap: SphericalCap) -> Bool {
        switch self {
        case .equirectangular(let region): region.mayShow(cap)
        case .cylindrical(let cylinder): cylinder.mayShow(cap)
        case .rectilinear(let view): view.mayShow(cap)
        case .cubemap: true
        }
    }
}

/// Goes down only where there may be something, so that a small picture on a large cube costs little.
private struct CoverageSearch {
    let projection: SourceProjection
    let pyramid: Pyramid
    var levels: [[TileAddress]]

    init(projection: SourceProjection, pyramid: Pyramid) {
        self.projection = projection
        self.pyramid = pyramid
        levels = Array(repeating: [], count: pyramid.levelCount)
    }

    /// Takes up the tile and all finer ones that show something of the source.
    ///
    /// - Returns: whether there is one.
    @discardableResult
    mutating func keep(_ tile: TileAddress) -> Bool {
        let size = pyramid.tileSize << (pyramid.levelCount - 1 - tile.level)
        let columns = tile.column * size..<(tile.column + 1) * size
        let rows = tile.row * size..<(tile.row + 1) * size
        var isKept = false
        if tile.level == pyramid.levelCount - 1 {
            isKept = shows(tile.face, columns, rows)
        } else if mayShow(tile.face, columns, rows) {
            for quarter in tile.quarters where keep(quarter) { isKept = true }
        }
        if isKept { levels[tile.level].append(tile) }
        return isKept
    }

    /// Whether the source shows the centre of one of these texels of the finest level.
    private func shows(_ face: CubeFace, _ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
        guard mayShow(face, columns, rows) else { return false }
        if columns.count <= 8 {
            return rows.contains { row in columns.contains { showsTexel(face, column: $0, row: row) } }
        }
        return halves(rows).contains { rows in halves(columns).contains { shows(face, $0, rows) } }
    }

    private func halves(_ range: Range<Int>) -> [Range<Int>] {
        let middle = range.lowerBound + range.count / 2
        return [range.lowerBound..<middle, middle..<range.upperBound]
    }

    private func mayShow(_ face: CubeFace, _ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
        // Squares but for a texel, where a range was odd.
        let side = Double(max(columns.count, rows.count))
        let texel = 2 / Double(pyramid.faceSize)
        let (u, v) = (Double(columns.lowerBound) * texel - 1, Double(rows.lowerBound) * texel - 1)
        return projection.mayShow(SphericalCap(face: face, u: u, v: v, side: side * texel))
    }

    private func showsTexel(_ face: CubeFace, column: Int, row: Int) -> Bool {
        let size = Double(pyramid.faceSize)
        let direction = face.direction(u: (2 * Double(column) + 1) / size - 1, v: (2 * Double(row) + 1) / size - 1)
        return projection.position(of: direction) != nil
    }
}
