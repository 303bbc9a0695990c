package import Panorama

/// A panorama whose tiles are being stored.
package struct OpenPanorama {
    let pyramid: Pyramid
    let mediaType: String
    var tiles: [StoredTile] = []

    package init(pyramid: Pyramid, mediaType: String) {
        self.pyramid = pyramid
        self.mediaType = mediaType
    }
}
