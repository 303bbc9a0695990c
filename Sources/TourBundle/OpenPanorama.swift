package import Panorama

/// A panorama whose tiles are being stored.
package struct OpenPanorama {
    /// The tiles that it will have.
    let coverage: TileCoverage
    let mediaType: String
    let presentation: PanoramaPresentation
    /// A JPEG of the six faces as `PanoramaManifest.preview` has it; nil where there is none.
    package var preview: [UInt8]?
    var tiles: [StoredTile] = []
    /// Number of the row in which a store keeps it while it is unfinished.
    var row: Int64?

    package init(
        coverage: TileCoverage,
        mediaType: String,
        presentation: PanoramaPresentation = PanoramaPresentation()
    ) {
        self.coverage = coverage
        self.mediaType = mediaType
        self.presentation = presentation
    }

    /// The tiles stored so far.
    package var addresses: Set<TileAddress> { Set(tiles.map(\.address)) }
}
