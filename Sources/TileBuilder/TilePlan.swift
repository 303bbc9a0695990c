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
    /// Of each level of the pyramid, whether its tiles are made as planes.
    private let levels: [Bool]
    /// What is kept of the panorama and of each of its halves.
    let kept: [KeptRows]
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
    ///   - asPlanes: whether tiles are wanted as luma and colour differences, where the panorama's size allows it.
    package init(
        source: Equirectangular,
        pyramid: Pyramid,
        except known: Set<TileAddress>,
        hasPreview: Bool,
        asPlanes: Bool = false
    ) {
        self.pyramid = pyramid
        self.source = source
        let halvings = Self.halvings(of: source, for: pyramid)
        self.halvings = halvings
        let previewHalvings = Self.halvings(of: source, for: Self.preview)[0]
        self.previewHalvings = previewHalvings
        let most = max(halvings[0].source, previewHalvings.source)
        let sizes = PanoramaSizes(width: source.width, height: source.height, halvings: most)
        self.sizes = sizes
        let levels = halvings.map { asPlanes && $0.tile == 0 && sizes.canBePlanes(level: $0.source) }
        self.levels = levels
        var kept = [KeptRows](repeating: [], count: most + 1)
        for (level, isPlanes) in zip(halvings, levels) { kept[level.source].insert(isPlanes ? .planes : .pixels) }
        // Whether there is a preview or not: what is kept decides how rows come in, and with it the tiles' last bits.
        kept[previewHalvings.source].insert(.pixels)
        self.kept = kept
        let tiles = levels.indices.flatMap { level in
            Self.pictures(
                of: pyramid,
                level: level,
                halvings: halvings[level].tile,
                asPlanes: levels[level],
                except: known
            )
            .map { TileJob($0, sourceLevel: halvings[level].source, sizes) }
        }
        let faces = hasPreview ? Self.previewPictures(halvings: previewHalvings.tile) : []
        jobs = (tiles + faces.map { TileJob($0, sourceLevel: previewHalvings.source, sizes) })
            .sorted { ($0.turn, $0.order.0, $0.order.1) < ($1.turn, $1.order.0, $1.order.1) }
    }

    private static func pictures(
        of pyramid: Pyramid,
        level: Int,
        halvings: Int,
        asPlanes: Bool,
        except known: Set<TileAddress>
    ) -> [TileJob.Picture] {
        guard asPlanes else {
            return CubeFace.allCases.flatMap { pyramid.addresses(level: level, face: $0) }
                .filter { !known.contains($0) }
                .map { .tile($0, FaceRegion($0, of: pyramid, halvings: halvings), halvings: halvings) }
        }
        return QuarterPart.all(of: pyramid, level: level).compactMap { parts in
            let addresses = Set(parts.flatMap { $0.places.map { $0.address(tileSize: pyramid.tileSize) } }).subtracting(
                known
            ).sorted()
            return addresses.isEmpty ? nil : .quarters(addresses, parts)
        }
    }

    private static func previewPictures(halvings: Int) -> [TileJob.Picture] {
        preview.addresses.map { .preview($0.face, FaceRegion($0, of: preview, halvings: halvings), halvings: halvings) }
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

    /// The levels whose tiles are made as planes.
    var planeLevels: [Int] { levels.indices.filter { levels[$0] } }
}

extension PanoramaSizes {
    /// Whether a level's rows can be kept as planes in quarters of a turn.
    fileprivate func canBePlanes(level: Int) -> Bool {
        width(level: level) % YCbCrRows.columnStep == 0 && height(level: level) % YCbCrRows.rowStep == 0
    }
}

extension FaceRegion {
    /// A tile, and around it what is used up when what is rendered is halved.
    fileprivate init(_ address: TileAddress, of pyramid: Pyramid, halvings: Int) {
        self.init(address, of: pyramid, scale: 1 << halvings, margin: PixelBuffer.margin(forHalvings: halvings))
    }
}
