internal import Panorama
package import Resampling

/// A picture that is laid over others, with an edge that fades.
package struct LayerSampler: Sendable {
    private let sampler: SourceSampler
    private let feather: Feather
    /// Faces of so many texels a side are nowhere coarser than the picture.
    private let finestFaceSize: Double

    /// - Parameter source: finished.
    package init(
        _ source: SourcePictures,
        filter: ResamplingFilter = .lanczos3,
        using instructionSet: InstructionSet = .best
    ) {
        sampler = SourceSampler(source, filter: filter, using: instructionSet)
        feather = Feather(source.projection)
        finestFaceSize = source.projection.finestFaceSize
    }

    /// Lays the picture's part of a tile over the tile.
    func draw(_ address: TileAddress, of pyramid: Pyramid, over image: inout PixelBuffer) {
        let projection = sampler.source.projection
        // Texels of the picture for one of the tile, at most.
        let step = finestFaceSize / Double(pyramid.faceSize(level: address.level))
        let points = feather.points(step: step)
        for area in TexelBlock.areas(of: pyramid.tileSize) {
            let region = FaceRegion(address, area, of: pyramid)
            // A texel whose centre lies outside may still show some of the picture.
            let block = TexelBlock(region, in: projection, reach: step)
            guard !block.isEmpty else { continue }
            let opacity = feather.opacity(of: region, in: projection, points: points)
            guard opacity.contains(where: { $0 > 0 }) else { continue }
            var picture = PixelBuffer(width: area.width, height: area.height)
            sampler.read(block, into: &picture, column: 0, row: 0)
            image.blend(picture, opacity: opacity, column: area.column, row: area.row)
        }
    }
}
