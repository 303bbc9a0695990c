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
        address: TileAddress,
        pyramid: Pyramid,
        panorama: Equirectangular,
        sourceLevel: Int,
        tileHalvings: Int,
        isPreview: Bool
    ) {
        self.address = address
        self.isPreview = isPreview
        self.sourceLevel = sourceLevel
        self.tileHalvings = tileHalvings
        let level = Equirectangular(width: panorama.width >> sourceLevel, height: panorama.height >> sourceLevel)
        self.panorama = level
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
        turn = Self.rowsNeeded(for: rows.upperBound, level: sourceLevel, of: panorama)
    }

    /// Rows of the panorama that must have come in before a level has its rows up to `end`.
    private static func rowsNeeded(for end: Int, level: Int, of panorama: Equirectangular) -> Int {
        var end = end
        for level in (0...level).reversed() {
            let block = SourceLevel.rowsPerBlock
            end = min((max(end, 1) + block - 1) / block * block, panorama.height >> level)
            if level > 0 { end = 2 * end + 3 }
        }
        return end
    }
}
