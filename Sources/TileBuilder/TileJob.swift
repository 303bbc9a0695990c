internal import Panorama
internal import Resampling

/// One tile to make, and what it is made of.
struct TileJob: Sendable {
    let address: TileAddress
    /// Whether this is a face of the picture of all six, not a tile.
    let isPreview: Bool
    /// The texels to render: the tile, or one that is larger by a power of two and a margin.
    let region: FaceRegion
    /// The panorama, halved as often.
    let sourceLevel: Int
    let panorama: Equirectangular
    /// How often what is rendered is halved.
    let tileHalvings: Int
    /// The rows of the source level that the filter reads.
    let rows: Range<Int>
    /// Rows of the panorama itself that must have come in.
    let turn: Int

    init(
        _ address: TileAddress,
        of pyramid: Pyramid,
        _ sizes: PanoramaSizes,
        _ halvings: (source: Int, tile: Int),
        isPreview: Bool
    ) {
        self.address = address
        self.isPreview = isPreview
        sourceLevel = halvings.source
        tileHalvings = halvings.tile
        let level = Equirectangular(width: sizes.width(level: sourceLevel), height: sizes.height(level: sourceLevel))
        panorama = level
        region = FaceRegion(
            address,
            of: pyramid,
            scale: 1 << tileHalvings,
            margin: PixelBuffer.margin(forHalvings: tileHalvings)
        )
        let reached = region.rows(in: level)
        // One more row than the filter reaches, for the kernels round angles a little differently.
        rows =
            max(
                Int(reached.lowerBound.rounded(.down)) - 3,
                -SourceLevel.poleRows
            )..<min(
                Int(reached.upperBound.rounded(.down)) + 5,
                level.height + SourceLevel.poleRows
            )
        turn = sizes.rowsNeeded(before: rows.upperBound, level: sourceLevel)
    }
}
