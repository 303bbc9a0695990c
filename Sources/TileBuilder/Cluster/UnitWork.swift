internal import ImageCoding
internal import Panorama

/// What there is to do for a unit, in millions.
struct UnitWork {
    /// Of the pictures, each once.
    private(set) var pixels: [ImageFormat: Double] = [:]
    /// Of pictures that are freed from dust and scratches.
    private(set) var dustyPixels = 0.0
    /// Of pictures whose brightness is changed.
    private(set) var changedPixels = 0.0
    /// Of all tiles.
    let texels: Double
    let way: Way

    enum Way {
        /// Tiles are made while the picture is decoded.
        case streamed
        /// The picture is kept whole, and read texel by texel.
        case sampled
        /// Pictures are laid over each other.
        case laidOver
    }

    var allPixels: Double { pixels.values.reduce(0, +) }

    /// - Parameter pictures: of `source`, by their paths.
    init(_ source: SphereSource, _ pictures: [String: ImageInfo], _ coverage: TileCoverage) {
        let tileSize = coverage.pyramid.tileSize
        texels = Double(coverage.count * tileSize * tileSize) / 1e6
        way = source.way
        for info in pictures.values { pixels[info.format, default: 0] += info.megapixels }
        for (path, corrections) in source.corrections {
            let size = pictures[path]?.megapixels ?? 0
            if corrections.removesDust { dustyPixels += size }
            if corrections.restoresFading || corrections.evensExposure { changedPixels += size }
        }
    }
}

extension ImageInfo {
    fileprivate var megapixels: Double { Double(width) * Double(height) / 1e6 }
}

extension SphereSource {
    fileprivate var way: UnitWork.Way {
        guard case .panorama(let panorama) = self else { return .laidOver }
        let isWhole = panorama.corrections.isEmpty && [nil, .equirectangular].contains(panorama.wish.kind)
        return isWhole ? .streamed : .sampled
    }

    /// Of each picture, that below too.
    fileprivate var corrections: [(path: String, PictureCorrections)] {
        switch self {
        case .panorama(let panorama): [(panorama.path, panorama.corrections)]
        case .composite(let composite):
            (composite.below?.corrections ?? []) + composite.layers.map { ($0.path, $0.corrections) }
        }
    }
}
