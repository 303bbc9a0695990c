package import Panorama
internal import Resampling

/// Which tile is made of which rows of a panorama, and in which order, while the panorama's rows come in from the top.
///
/// Each level of the pyramid is read from the panorama halved as often as the level is coarser, so every tile stands for itself.
package struct TilePlan: Sendable {
    package let pyramid: Pyramid
    package let source: Equirectangular
    /// The tiles in the order in which the last of their rows comes in.
    let jobs: [TileJob]
    private let halvings: [(source: Int, tile: Int)]

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

    /// - Parameter known: tiles that need not be made.
    package init(source: Equirectangular, pyramid: Pyramid, except known: Set<TileAddress> = []) {
        self.pyramid = pyramid
        self.source = source
        let surplus = Surplus(naturalSize: source.faceSize, faceSize: pyramid.faceSize)
        let most = SourceLevels.mostHalvings(width: source.width, height: source.height)
        let halvings = (0..<pyramid.levelCount).map { level in
            let wanted = surplus.halvings + pyramid.levelCount - 1 - level
            // Where the panorama cannot be halved any more, the tile is.
            return (source: min(wanted, most), tile: max(0, wanted - most) + (surplus.isRenderedDouble ? 1 : 0))
        }
        self.halvings = halvings
        jobs = pyramid.addresses.filter { !known.contains($0) }.map {
            TileJob(
                address: $0,
                pyramid: pyramid,
                panorama: source,
                sourceLevel: halvings[$0.level].source,
                tileHalvings: halvings[$0.level].tile
            )
        }
        .sorted { ($0.turn, $0.address) < ($1.turn, $1.address) }
    }

    /// How often the panorama is halved before a level is read from it, and the tile that was read.
    func halvings(level: Int) -> (source: Int, tile: Int) { halvings[level] }

    /// How often the panorama is halved for the coarsest level.
    var sourceHalvings: Int { halvings[0].source }
}
