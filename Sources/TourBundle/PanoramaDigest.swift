package import Panorama

extension Digest {
    /// The identity of a tiled panorama: a SHA-256 over its geometry and the digests of its tiles.
    ///
    /// Two panoramas share it only when every tile is the same, so a tile's URL never changes its bytes. A tile that is absent
    /// has no line, so which tiles there are is part of the identity too; the pose, which is not in the tiles, is not.
    /// - Parameter tiles: digest of every tile there is, in ascending order of address.
    package init(pyramid: Pyramid, mediaType: String, tiles: [(address: TileAddress, digest: Digest)]) {
        self.init(of: TileList(pyramid: pyramid, mediaType: mediaType, tiles: tiles).text)
    }
}
