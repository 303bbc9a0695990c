package import Panorama
package import Resampling

/// Gives the tiles of any pyramid. Pure: always the same, with every instruction set.
package protocol TileSampler: Sendable {
    /// A tile's pixels; black where there is nothing to show.
    func tile(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer
}

/// Tiles of a source of any projection, from its pictures in memory.
package struct SourceSampler: TileSampler {
    let source: SourcePictures
    private let filter: ResamplingFilter
    private let instructionSet: InstructionSet

    /// - Parameter source: finished.
    package init(
        _ source: SourcePictures,
        filter: ResamplingFilter = .lanczos3,
        using instructionSet: InstructionSet = .best
    ) {
        self.source = source
        self.filter = filter
        self.instructionSet = instructionSet
    }

    /// A tile's pixels; black where the source shows nothing, and in between where an edge crosses a texel.
    package func tile(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer {
        var image = PixelBuffer(width: pyramid.tileSize, height: pyramid.tileSize)
        for area in TexelBlock.areas(of: pyramid.tileSize) {
            let block = TexelBlock(FaceRegion(address, area, of: pyramid), in: source.projection)
            read(block, into: &image, column: area.column, row: area.row)
            if !source.projection.showsAll { block.darkenOutside(&image, column: area.column, row: area.row) }
        }
        return image
    }

    /// Reads a block as if the source's pictures went on for ever; nothing where the source shows nothing of it.
    func read(_ block: TexelBlock, into image: inout PixelBuffer, column: Int, row: Int) {
        read(block, block.whole, into: &image, column: column, row: row)
    }

    /// Where a texel is larger than a source's, a halving of the source is read that is at least as fine, and where that is finer still,
    /// twice as many texels as wanted: a filter that skips texels would bring patterns that are not there.
    private func read(_ block: TexelBlock, _ area: PixelRegion, into image: inout PixelBuffer, column: Int, row: Int) {
        guard let steps = block.steps(in: area) else { return }
        guard steps.areEven || min(area.width, area.height) < 2 else {
            for part in area.quarters { read(block, part, into: &image, column: column, row: row) }
            return
        }
        let halvings = source.sizes.halvings(across: steps.across.upperBound, down: steps.down.upperBound)
        let picture = source.pictures[source.projection.picture(of: block.face)]
        let (level, scale) = (picture[halvings], picture.scale(halvings))
        let isEnough =
            steps.across.upperBound * scale.across <= largestStep && steps.down.upperBound * scale.down <= largestStep
        let place = (column: column + area.column, row: row + area.row)
        if isEnough {
            level.sample(
                block.places(area, scale: scale, in: level),
                filter: filter,
                using: instructionSet,
                into: &image,
                column: place.column,
                row: place.row
            )
        } else {
            level.sampleHalved(
                block.doublePlaces(area, scale: scale, in: level),
                filter: filter,
                using: instructionSet,
                into: &image,
                column: place.column,
                row: place.row
            )
        }
    }
}

extension SourceProjection {
    /// Which picture shows a face.
    fileprivate func picture(of face: CubeFace) -> Int { if case .cubemap = self { face.rawValue } else { 0 } }
}

extension PixelRegion {
    /// Four parts; of odd sides the second half is the larger.
    fileprivate var quarters: [Self] {
        let (left, above) = (width / 2, height / 2)
        return [
            Self(column: column, row: row, width: left, height: above),
            Self(column: column + left, row: row, width: width - left, height: above),
            Self(column: column, row: row + above, width: left, height: height - above),
            Self(column: column + left, row: row + above, width: width - left, height: height - above),
        ]
    }
}
