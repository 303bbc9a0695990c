package import ImageCoding
package import Panorama
package import Resampling

/// How a panorama becomes tiles.
package struct TileSettings: Sendable, Equatable {
    package static let defaultQuality = 80

    /// Pixels a side of the finest level that is wanted at least; nil keeps the source's resolution.
    package var faceSize: Int?
    /// The largest pixels a side that a tile may have.
    package var largestTileSize = Pyramid.largestTileSize
    package var encoding = ImageEncoding.jpeg(quality: Self.defaultQuality, subsampling: .quarter)
    package var filter = ResamplingFilter.lanczos3
    /// Tiles worked on at the same time; no influence on the result.
    package var jobs = 1
    /// No influence on the result either, nor have the limits.
    package var instructionSet = InstructionSet.best
    /// Bytes that a picture's pixels may take while they are worked on.
    package var memory = 512 << 20
    /// Pixels of a picture.
    package var mostPixels = ImageLimits.standard.pixels

    /// The codec's share of the memory, and what is left for rows.
    package var limits: ImageLimits { ImageLimits(pixels: mostPixels, memory: max(1, memory / 4)) }
    package var rowMemory: Int { memory - memory / 4 }

    package init() {}

    package func pyramid(for panorama: Equirectangular) -> Pyramid {
        Pyramid(faceSize: faceSize ?? panorama.faceSize, largestTileSize: largestTileSize)
    }
}
