package import Panorama
internal import Resampling

/// Which tile is made of which rows of a panorama, and in which order, while the panorama's rows come in from the top.
///
/// Each level of the pyramid is read from the panorama halved as often as the level is coarser, so every tile stands for itself.
package struct TilePlan: Sendable {
    package let pyramid: Pyramid
    package let source: Equirectangular
    /// How often the panorama is halved for the coarsest level.
    let sourceHalvings: Int
    /// The tiles in the order in which the last of their rows comes in.
    let jobs: [TileJob]
    private let surplus: Surplus

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

    package init(source: Equirectangular, pyramid: Pyramid) {
        self.pyramid = pyramid
        self.source = source
        let surplus = Surplus(naturalSize: source.faceSize, faceSize: pyramid.faceSize)
        self.surplus = surplus
        let wanted = surplus.halvings + pyramid.levelCount - 1
        let sourceHalvings = min(wanted, SourceLevels.mostHalvings(width: source.width, height: source.height))
        self.sourceHalvings = sourceHalvings
        jobs = pyramid.addresses.map { address in
            let halvings = surplus.halvings + pyramid.levelCount - 1 - address.level
            let level = min(halvings, sourceHalvings)
            return TileJob(
                address: address,
                pyramid: pyramid,
                panorama: source,
                sourceLevel: level,
                // Where the panorama cannot be halved any more, the tile is.
                tileHalvings: halvings - level + (surplus.isRenderedDouble ? 1 : 0)
            )
        }
        .sorted { ($0.turn, $0.address) < ($1.turn, $1.address) }
    }
}
