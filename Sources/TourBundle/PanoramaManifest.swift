internal import Foundation
package import Panorama

/// What a viewer must know of a tiled panorama before it asks for tiles: the answer at `/api/v1/panoramas/{digest}`.
package struct PanoramaManifest: Sendable, Equatable, Codable {
    package struct Level: Sendable, Equatable, Codable {
        package var level: Int
        /// Pixels a side of a face.
        package var sizePx: Int
        package var tilesPerSide: Int
        /// Which tiles there are, as `TileCoverage.bits` in Base64; nil where none of the possible ones is absent.
        package var coverage: String?
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
    /// How the camera stood; the viewer applies it, it is not in the tiles. A tour's own heading goes before this one.
    package var pose: Pose?
    /// Where to look first.
    package var initialView: InitialView?
    /// URL of a picture of the six faces, `previewFaceSize` pixels a side, side by side in the order f r b l u d.
    package var preview: String?

    package static let previewFaceSize = 256

    package init(
        digest: Digest,
        coverage: TileCoverage,
        mediaType: String,
        presentation: PanoramaPresentation = PanoramaPresentation()
    ) {
        pose = presentation.pose
        initialView = presentation.initialView
        let pyramid = coverage.pyramid
        self.digest = digest
        self.faceSizePx = pyramid.faceSize
        self.tileSizePx = pyramid.tileSize
        self.mediaType = mediaType
        self.faces = coverage.addresses(level: 0).map { String($0.face.letter) }
        self.levels = (0..<pyramid.levelCount).map { level in
            Level(
                level: level,
                sizePx: pyramid.faceSize(level: level),
                tilesPerSide: pyramid.tileCount(level: level),
                coverage: coverage.bits(level: level).map { Data($0).base64EncodedString() }
            )
        }
        self.tiles = "/tiles/\(digest)/{level}/{face}/{row}/{column}.jpg"
    }

    /// The URL of a tile.
    func path(of address: TileAddress) -> String {
        let names = [
            "level": "\(address.level)", "face": "\(address.face.letter)", "row": "\(address.row)",
            "column": "\(address.column)",
        ]
        return names.reduce(tiles) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}
