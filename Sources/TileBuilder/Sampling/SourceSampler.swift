package import Panorama
package import Resampling

/// Tiles of a source of any projection, from its pictures in memory. Pure: the same pictures give the same tiles.
///
/// Sources whose columns are yaw have a faster way; this one looks up each texel's direction on its own.
package struct SourceSampler: Sendable {
    package let projection: SourceProjection
    private let pictures: [HalvedPicture]
    private let sampler = BicubicSampler()

    /// Texels of margin that the pictures must have; it need not be filled.
    package static let margin = HalvedPicture.margin

    /// - Parameter pictures: of the projection's size; six in the order of `CubeFace` for a cubemap, otherwise one.
    package init(_ pictures: [PixelBuffer], projection: SourceProjection) {
        let size = projection.pictureSize
        precondition(pictures.allSatisfy { $0.width == size.width && $0.height == size.height })
        self.projection = projection
        if case .cubemap = projection {
            precondition(pictures.count == CubeFace.allCases.count)
            self.pictures = HalvedPicture.cubemap(pictures)
        } else {
            precondition(pictures.count == 1)
            self.pictures = [HalvedPicture(pictures[0])]
        }
    }

    /// A tile's pixels; black where the source shows nothing, and in between where an edge crosses a texel.
    package func tile(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer {
        let size = pyramid.tileSize
        let part = FacePart(
            face: address.face,
            faceSize: pyramid.faceSize(level: address.level),
            left: address.column * size,
            top: address.row * size,
            side: size
        )
        let positions = part.positions(in: projection)
        var image = image(of: part, positions)
        if !projection.showsAll { darkenOutside(&image, part, positions) }
        return image
    }

    /// The pixels as if the source's pictures went on for ever.
    ///
    /// Where a texel is larger than a source's, a halving of the source that is at least as fine is read, and where that is
    /// finer still, twice as many texels as wanted: a filter that skips texels would bring patterns that are not there.
    private func image(of part: FacePart, _ positions: TexelPositions) -> PixelBuffer {
        let step = positions.longestStep(inPicture: projection.pictureSize)
        var halvings = 0
        while step >= Double(2 << halvings) && halvings + 1 < pictures[0].levels.count { halvings += 1 }
        guard step > Self.largestStep * Double(1 << halvings) else {
            return sampled(positions, halvings: halvings, margin: 0)
        }
        let finer = part.doubled(margin: LinearBuffer.halvingReach)
        let image = sampled(finer.positions(in: projection), halvings: halvings, margin: LinearBuffer.halvingReach)
        return PixelBuffer(LinearBuffer(image).halved())
    }

    /// Texels of a source for one of a tile; a little more than one does no harm.
    private static let largestStep = 1.0625

    private func sampled(_ positions: TexelPositions, halvings: Int, margin: Int) -> PixelBuffer {
        let side = positions.side - 2 * margin
        var image = PixelBuffer(width: side, height: side, margin: margin)
        for row in 0..<positions.side {
            let start = image.byteOffset(column: -margin, row: row - margin)
            for run in positions.runs(row: row) {
                let source = pictures[positions.pictures[run.lowerBound] ?? 0].levels[halvings]
                let scale = Double(1 << halvings)
                sampler.sample(
                    source,
                    columns: positions.columns[run].map { halved($0, by: scale, below: source.width) },
                    rows: positions.rows[run].map { halved($0, by: scale, below: source.height) },
                    into: &image.bytes,
                    at: start + (run.lowerBound - row * positions.side) * PixelBuffer.bytesPerPixel
                )
            }
        }
        return image
    }

    private func darkenOutside(_ image: inout PixelBuffer, _ part: FacePart, _ positions: TexelPositions) {
        let size = projection.pictureSize
        let isInside = positions.columns.indices.map { positions.isInside($0, size) }
        for row in 0..<part.side {
            for column in 0..<part.side {
                let share = share(of: column, row, part, isInside)
                guard share < 1 else { continue }
                let colour = SIMD4<Double>(image[column, row]) * share
                image[column, row] = SIMD4<UInt8>(colour, rounding: .toNearestOrEven)
                image[column, row].w = 255
            }
        }
    }

    /// How much of a texel the source covers, 0...1; looked at closely only where a neighbour differs.
    private func share(of column: Int, _ row: Int, _ part: FacePart, _ isInside: [Bool]) -> Double {
        let side = part.side
        let own = isInside[row * side + column]
        let rows = max(row - 1, 0)...min(row + 1, side - 1)
        let columns = max(column - 1, 0)...min(column + 1, side - 1)
        let isBorder = row == 0 || column == 0 || row == side - 1 || column == side - 1
        let isAlike = rows.allSatisfy { row in columns.allSatisfy { isInside[row * side + $0] == own } }
        return isAlike && !isBorder ? (own ? 1 : 0) : part.share(of: column, row, shownBy: projection)
    }
}

/// To a picture halved so often, and not beyond its edges.
private func halved(_ position: Double, by scale: Double, below size: Int) -> Double {
    min(max((position + 0.5) / scale - 0.5, -0.5), Double(size) - 0.5)
}
