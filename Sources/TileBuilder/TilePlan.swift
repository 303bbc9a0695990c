package import Panorama
internal import Resampling
internal import TourBundle

/// Which tile is made of which rows of a panorama, and in which order, while the panorama's rows come in from the top.
///
/// Each level of the pyramid is read from the panorama halved as often as the level is coarser, so every tile stands for itself.
package struct TilePlan: Sendable {
    package let pyramid: Pyramid
    package let source: Equirectangular
    /// Of the panorama and its halves, as many as the coarsest level asks for.
    let sizes: PanoramaSizes
    /// The tiles in the order in which the last of their rows comes in.
    let jobs: [TileJob]
    private let halvings: [(source: Int, tile: Int)]
    let previewHalvings: (source: Int, tile: Int)

    /// How much finer the panorama is than the pyramid's finest level.
    private struct Surplus {
        /// As often it is halved before.
        var halvings: Int
        /// Whether tiles are rendered at twice their size and halved: between one size and its half lies a picture that is finer
        /// than the one and coarser than the other.
        var isRenderedDouble: Bool

        init(naturalSize: Int, faceSize: Int) {
            halvings = 0
            while naturalSize >> (halvings + 1) >= faceSize { halvings += 1 }
            isRenderedDouble = naturalSize > faceSize << halvings
        }
    }

    /// - Parameters:
    ///   - known: tiles that need not be made.
    ///   - hasPreview: whether the six faces for the first glance are made too; no influence on the tiles.
    package init(source: Equirectangular, pyramid: Pyramid, except known: Set<TileAddress>, hasPreview: Bool) {
        self.pyramid = pyramid
        self.source = source
        let halvings = Self.halvings(of: source, for: pyramid)
        self.halvings = halvings
        let previewHalvings = Self.halvings(of: source, for: Self.preview)[0]
        self.previewHalvings = previewHalvings
        let most = max(halvings[0].source, previewHalvings.source)
        let sizes = PanoramaSizes(width: source.width, height: source.height, halvings: most)
        self.sizes = sizes
        let tiles = pyramid.addresses.filter { !known.contains($0) }
            .map { TileJob($0, of: pyramid, sizes, halvings[$0.level], isPreview: false) }
        let faces = (hasPreview ? Self.preview.addresses : [])
            .map { TileJob($0, of: Self.preview, sizes, previewHalvings, isPreview: true) }
        jobs = (tiles + faces).sorted {
            ($0.turn, $0.isPreview ? 1 : 0, $0.address) < ($1.turn, $1.isPreview ? 1 : 0, $1.address)
        }
    }

    /// The six faces for the first glance.
    static let preview = Pyramid(tileSize: PanoramaManifest.previewFaceSize, levelCount: 1)

    private static func halvings(of source: Equirectangular, for pyramid: Pyramid) -> [(source: Int, tile: Int)] {
        let surplus = Surplus(naturalSize: source.faceSize, faceSize: pyramid.faceSize)
        let most = PanoramaSizes.mostHalvings(height: source.height)
        return (0..<pyramid.levelCount).map { level in
            let wanted = surplus.halvings + pyramid.levelCount - 1 - level
            // Where the panorama cannot be halved any more, the tile is.
            return (source: min(wanted, most), tile: max(0, wanted - most) + (surplus.isRenderedDouble ? 1 : 0))
        }
    }

    /// How often the panorama is halved before a level is read from it, and the tile that was read.
    func halvings(level: Int) -> (source: Int, tile: Int) { halvings[level] }
}
