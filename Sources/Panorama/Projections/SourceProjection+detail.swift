extension SourceProjection {
    /// Texels a side of a face that is nowhere coarser than the picture: wherever the picture lies, a texel is no longer than one of
    /// its own. `faceSize` holds at a face's middle for the picture's, where a photograph has its coarsest texels.
    ///
    /// Towards the pole of a panorama, where columns crowd, rows count.
    package var finestFaceSize: Double {
        details(steps: 16).reduce(Double(faceSize)) { max($0, $1.faceSize) }
    }

    /// In points all over the picture, its corners and edges included.
    fileprivate func details(steps: Int) -> [PictureDetail] {
        let (width, height) = pictureSize
        return (0...steps).flatMap { row in
            (0...steps).compactMap { column in
                let place = SIMD2(Double(column * width), Double(row * height)) / Double(steps)
                guard let direction = direction(at: place), let size = faceSize(at: direction) else { return nil }
                let (face, u, v) = CubeFace.facing(direction)
                return PictureDetail(face: face, u: u, v: v, faceSize: size)
            }
        }
    }

    /// The same where the picture shows a direction; nil where it could show nothing.
    package func faceSize(at direction: SIMD3<Double>) -> Double? {
        switch self {
        case .equirectangular, .cubemap: return Double(faceSize)
        case .cylindrical(let cylinder) where cylinder.isUpright: return Double(faceSize)
        case .cylindrical, .rectilinear: break
        }
        let (face, u, v) = CubeFace.facing(direction)
        guard let right = way(face, u, v, SIMD2(1, 0)), let down = way(face, u, v, SIMD2(0, 1)) else { return nil }
        // As far as a place moves across, or down, with a unit of the face's plane; a face has two.
        let ways = right * right + down * down
        return 2 * ways.max().squareRoot()
    }

    private func way(_ face: CubeFace, _ u: Double, _ v: Double, _ towards: SIMD2<Double>) -> SIMD2<Double>? {
        let step = 1e-5
        let (du, dv) = (step * towards.x, step * towards.y)
        guard let one = extendedPosition(of: face.direction(u: u - du, v: v - dv)),
            let other = extendedPosition(of: face.direction(u: u + du, v: v + dv))
        else { return nil }
        var columns = other.column - one.column
        // Not round the whole turn.
        if let turn = columnsPerTurn, abs(columns) > turn / 2 { columns -= columns < 0 ? -turn : turn }
        return SIMD2(columns, other.row - one.row) / (2 * step)
    }
}

extension TileCoverage {
    /// The tiles of a picture that show more than coarser ones would, and of the levels up to `whole` all that show any of it.
    ///
    /// - Parameters:
    ///   - largestStep: texels of the picture for one of a tile that lose nothing.
    package init(
        of projection: SourceProjection,
        in pyramid: Pyramid,
        whole: Int,
        largestStep: Double
    ) {
        let all = projection.coverage(of: pyramid)
        let details = projection.details(steps: 32)
        var kept: Set<TileAddress> = []
        for level in (0..<pyramid.levelCount).reversed() {
            let enough = Double(pyramid.faceSize(level: max(0, level - 1))) * largestStep
            for tile in all.addresses(level: level) {
                let isParent = tile.quarters.contains(where: kept.contains)
                if isParent || level <= whole
                    || projection.finestFaceSize(in: tile, of: pyramid, details) > enough
                {
                    kept.insert(tile)
                }
            }
        }
        self = TileCoverage(pyramid: pyramid, tiles: Array(kept)) ?? all
    }
}

/// How fine a face has to be at a point of it.
private struct PictureDetail {
    let face: CubeFace
    let u: Double
    let v: Double
    let faceSize: Double
}

extension SourceProjection {
    /// Of what the picture shows in a tile, looked at in some points of the tile and in those of the picture that lie in it; infinite
    /// where there are none.
    fileprivate func finestFaceSize(in tile: TileAddress, of pyramid: Pyramid, _ details: [PictureDetail]) -> Double {
        let steps = 8
        let side = 2 / Double(pyramid.tileCount(level: tile.level))
        let (left, top) = (Double(tile.column) * side - 1, Double(tile.row) * side - 1)
        let own = (0...steps).flatMap { row in
            (0...steps).compactMap { column -> Double? in
                let direction = tile.face.direction(
                    u: left + Double(column) / Double(steps) * side,
                    v: top + Double(row) / Double(steps) * side
                )
                return position(of: direction) == nil ? nil : faceSize(at: direction)
            }
        }
        let others = details.filter { detail in
            detail.face == tile.face && (left...left + side).contains(detail.u)
                && (top...top + side).contains(detail.v)
        }
        return (own + others.map(\.faceSize)).max() ?? .infinity
    }
}
