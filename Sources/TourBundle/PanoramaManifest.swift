package import Panorama

/// What a viewer must know of a tiled panorama before it asks for tiles: the answer at `/api/v1/panoramas/{digest}`.
package struct PanoramaManifest: Sendable, Equatable, Codable {
    package struct Level: Sendable, Equatable, Codable {
        package var level: Int
        /// Pixels a side of a face.
        package var sizePx: Int
        package var tilesPerSide: Int
    }

    package var digest: Digest
    package var faceSizePx: Int
    package var tileSizePx: Int
    package var mediaType: String
    /// Letters of the faces that have tiles.
    package var faces: [String]
    /// Smallest first.
    package var levels: [Level]
    /// URL of a tile, with `{level}`, `{face}`, `{row}` and `{column}` to fill in.
    package var tiles: String

    package init(digest: Digest, pyramid: Pyramid, mediaType: String) {
        self.digest = digest
        self.faceSizePx = pyramid.faceSize
        self.tileSizePx = pyramid.tileSize
        self.mediaType = mediaType
        self.faces = CubeFace.allCases.map { String($0.letter) }
        self.levels = (0..<pyramid.levelCount).map {
            Level(level: $0, sizePx: pyramid.faceSize(level: $0), tilesPerSide: pyramid.tileCount(level: $0))
        }
        self.tiles = "/tiles/\(digest)/{level}/{face}/{row}/{column}.jpg"
    }
}
