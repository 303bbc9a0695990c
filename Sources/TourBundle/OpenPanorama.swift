package import Panorama

/// A panorama whose tiles are being stored.
package struct OpenPanorama {
    let pyramid: Pyramid
    let mediaType: String
    var tiles: [StoredTile] = []
    /// Number of the row in which a store keeps it while it is unfinished.
    var row: Int64?

    package init(pyramid: Pyramid, mediaType: String) {
        self.pyramid = pyramid
        self.mediaType = mediaType
    }

    /// The tiles stored so far.
    package var addresses: Set<TileAddress> { Set(tiles.map(\.address)) }
}
