package import Panorama
package import Resampling

/// Tiles of a source of any projection, from its pictures in memory. Pure: the same pictures give the same tiles.
///
/// Sources whose columns are yaw have a faster way; this one looks up each texel's direction on its own.
package struct SourceSampler: Sendable {
    package let projection: SourceProjection
    private let pictures: [HalvedPicture]
    private let filter: ResamplingFilter
    private let instructionSet: InstructionSet

    /// Texels of margin that the pictures must have; it need not be filled.
    package static let margin = HalvedPicture.margin

    /// - Parameter pictures: of the projection's size; six in the order of `CubeFace` for a cubemap, otherwise one.
    package init(
        _ pictures: [PixelBuffer],
        projection: SourceProjection,
        filter: ResamplingFilter = .lanczos3,
        using instructionSet: InstructionSet = .best
    ) {
        self.filter = filter
        self.instructionSet = instructionSet
        let size = projection.pictureSize
        precondition(pictures.allSatisfy { $0.width == size.width && $0.height == size.height })
        self.projection = projection
        if case .cubemap = projection {
            precondition(pictures.count == CubeFace.allCases.count)
            self.pictures = HalvedPicture.cubemap(pictures, using: instructionSet)
        } else {
            precondition(pictures.count == 1)
            self.pictures = [HalvedPicture(pictures[0], isTurn: projection.isTurn, using: instructionSet)]
        }
    }

    /// A tile's pixels; black where the source shows nothing, and in between where an edge crosses a texel.
    package func tile(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer {
        let region = FaceRegion(address, of: pyramid)
        let positions = TexelPositions(of: region, in: projection)
        var image = image(address, of: pyramid, positions)
        if !projection.showsAll { darkenOutside(&image, region, positions) }
        return image
    }

    /// Texels of a source for one of a tile; a little more than one does no harm.
    private static let largestStep = 1.0625

    /// The pixels as if the source's pictures went on for ever.
    ///
    /// Where a texel is larger than a source's, a halving of the source that is at least as fine is read, and where that is
    /// finer still, twice as many texels as wanted: a filter that skips texels would bring patterns that are not there.
    private func image(_ address: TileAddress, of pyramid: Pyramid, _ positions: TexelPositions) -> PixelBuffer {
        let step = positions.longestStep(inPicture: projection.pictureSize)
        var halvings = 0
        while step >= Double(2 << halvings) && halvings + 1 < pictures[0].levels.count { halvings += 1 }
        guard step > Self.largestStep * Double(1 << halvings) else { return sampled(positions, halvings: halvings) }
        let margin = PixelBuffer.margin(forHalvings: 1)
        let finer = FaceRegion(address, of: pyramid, scale: 2, margin: margin)
        let image = sampled(TexelPositions(of: finer, in: projection), halvings: halvings)
        return image.halved(using: instructionSet)
    }

    private func sampled(_ positions: TexelPositions, halvings: Int) -> PixelBuffer {
        var image = PixelBuffer(width: positions.width, height: positions.height)
        let scale = Double(1 << halvings)
        for row in 0..<positions.height {
            for run in positions.runs(row: row) {
                let source = pictures[positions.pictures[run.lowerBound] ?? 0].levels[halvings]
                source.sample(
                    columns: positions.columns[run].map { halved($0, by: scale, below: source.width) },
                    rows: positions.rows[run].map { halved($0, by: scale, below: source.height) },
                    filter: filter,
                    into: &image.bytes,
                    at: run.lowerBound * PixelBuffer.bytesPerPixel
                )
            }
        }
        return image
    }

    private func darkenOutside(_ image: inout PixelBuffer, _ region: FaceRegion, _ positions: TexelPositions) {
        let size = projection.pictureSize
        let isInside = positions.columns.indices.map { positions.isInside($0, size) }
        for row in 0..<image.height {
            for column in 0..<image.width {
                let share =
                    evenShare(column, row, of: image, isInside)
                    ?? region.share(
                        ofColumn: region.columns.lowerBound + column,
                        row: region.rows.lowerBound + row,
                        shownBy: projection
                    )
                guard share < 1 else { continue }
                let colour = SIMD4<Double>(image[column, row]) * share
                image[column, row] = SIMD4<UInt8>(colour, rounding: .toNearestOrEven)
                image[column, row].w = 255
            }
        }
    }

    /// 0 or 1 where all the texels about this one lie outside, or inside; nil where they differ or a neighbour is not known.
    private func evenShare(_ column: Int, _ row: Int, of image: PixelBuffer, _ isInside: [Bool]) -> Double? {
        guard (1..<image.width - 1).contains(column), (1..<image.height - 1).contains(row) else { return nil }
        let own = isInside[row * image.width + column]
        let isEven = (row - 1...row + 1).allSatisfy { row in
            (column - 1...column + 1).allSatisfy { isInside[row * image.width + $0] == own }
        }
        return isEven ? (own ? 1 : 0) : nil
    }
}

/// To a picture halved so often, and not beyond its edges.
private func halved(_ position: Double, by scale: Double, below size: Int) -> Double {
    min(max((position + 0.5) / scale - 0.5, -0.5), Double(size) - 0.5)
}
