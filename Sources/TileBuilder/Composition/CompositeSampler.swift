package import Panorama
package import Resampling

/// Tiles of pictures that lie over a panorama or over plain ground, mixed as light.
package struct CompositeSampler: TileSampler {
    private let below: (any TileSampler)?
    private let tone: Tone
    private let layers: [LayerSampler]

    /// - Parameters:
    ///   - below: nil for plain ground.
    ///   - layers: from the lowest to the uppermost.
    package init(below: (any TileSampler)?, tone: Tone, layers: [LayerSampler]) {
        (self.below, self.tone, self.layers) = (below, tone, layers)
    }

    package func tile(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer {
        var image = ground(address, of: pyramid)
        for layer in layers { layer.draw(address, of: pyramid, over: &image) }
        return image
    }

    private func ground(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer {
        guard let below, tone != .paper else {
            return PixelBuffer(width: pyramid.tileSize, height: pyramid.tileSize, light: Tone.ground)
        }
        var image = below.tile(address, of: pyramid)
        if let map = tone.map { image.map(map) }
        return image
    }
}
