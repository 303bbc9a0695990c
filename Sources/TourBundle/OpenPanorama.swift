internal import Panorama

/// A panorama whose tiles are being stored.
package struct OpenPanorama {
    let row: Int64
    let pyramid: Pyramid
    let mediaType: String
    var tiles: [(address: TileAddress, digest: Digest)] = []
}
