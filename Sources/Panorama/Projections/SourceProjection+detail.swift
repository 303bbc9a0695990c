extension SourceProjection {
    /// Texels a side of a face that is nowhere coarser than the picture: wherever the picture lies, a texel is no longer than one of
    /// its own. `faceSize` holds at a face's middle for the picture's, where a photograph has its coarsest texels.
    ///
    /// Towards the pole of a panorama, where columns crowd, rows count.
    package var finestFaceSize: Double {
        let (width, height) = pictureSize
        let steps = 16
        let sizes = (0...steps).flatMap { row in
            (0...steps).compactMap { column in
                let place = SIMD2(Double(column * width), Double(row * height)) / Double(steps)
                return direction(at: place).flatMap { faceSize(at: $0) }
            }
        }
        return sizes.reduce(Double(faceSize)) { max($0, $1) }
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
        var kept: Set<TileAddress> = []
        for level in (0..<pyramid.levelCount).reversed() {
            let enough = Double(pyramid.faceSize(level: max(0, level - 1))) * largestStep
            for tile in all.addresses(level: level) {
                let isParent = tile.quarters.contains(where: kept.contains)
                if isParent || level <= whole || projection.finestFaceSize(in: tile, of: pyramid) > enough {
                    kept.insert(tile)
                }
            }
        }
        self = TileCoverage(pyramid: pyramid, tiles: Array(kept)) ?? all
    }
}

extension SourceProjection {
    /// Of what the picture shows in a tile, looked at in some points; infinite where it shows none of them.
    fileprivate func finestFaceSize(in tile: TileAddress, of pyramid: Pyramid) -> Double {
        let steps = 8
        let side = 2 / Double(pyramid.tileCount(level: tile.level))
        let sizes = (0...steps).flatMap { row in
            (0...steps).compactMap { column -> Double? in
                let direction = tile.face.direction(
                    u: (Double(tile.column) + Double(column) / Double(steps)) * side - 1,
                    v: (Double(tile.row) + Double(row) / Double(steps)) * side - 1
                )
                return position(of: direction) == nil ? nil : faceSize(at: direction)
            }
        }
        return sizes.max() ?? .infinity
    }
}
