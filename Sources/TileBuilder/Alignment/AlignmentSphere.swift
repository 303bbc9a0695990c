internal import ImageCoding
internal import Panorama
internal import TourBundle
package import Tour

/// The panorama below, as the alignment page and the preview draw it: the faces of a cube in tiles.
package struct AlignmentSphere: Sendable {
    package let tileSize: Int
    /// Tiles a side of a face.
    package let tileCount: Int
    /// JPEG by `f/0/1`: face, row, column. Where the panorama shows nothing there is none.
    package let tiles: [String: [UInt8]]

    package var faceSize: Int { tileSize * tileCount }

    /// Pixels a side of a face at most: 23 a degree, so that a click is good to a fiftieth of one, and 100 MB as textures.
    static let largestFace = 2048

    private let ground: PlainPanorama

    /// - Throws: `AlignmentError` where there is nothing below; `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    package init(below alignment: EpochAlignment, _ document: TourDocument, settings: TileSettings) async throws {
        ground = try alignment.ground(document, settings)
        let source = try PanoramaSource(PictureFiles([ground.path]), wish: ground.wish, limits: settings.limits)
        var settings = settings
        settings.faceSize = min(Self.largestFace, source.detected.projection.faceSize)
        settings.encoding = .jpeg(quality: 90, subsampling: .full)
        let coverage = try source.coverage(settings)
        let finest = coverage.pyramid.levelCount - 1
        var tiles: [String: [UInt8]] = [:]
        try await source.tile(eye: source.eyes[0], coverage: coverage, settings: settings) { tile in
            guard tile.address.level == finest else { return }
            tiles["\(tile.address.face.letter)/\(tile.address.row)/\(tile.address.column)"] = tile.bytes
        }
        tileSize = coverage.pyramid.tileSize
        tileCount = coverage.pyramid.tileCount(level: finest)
        self.tiles = tiles
    }

    /// Whether it is what lies below, in a document that may have changed.
    package func isBelow(_ alignment: EpochAlignment, _ document: TourDocument, settings: TileSettings) -> Bool {
        (try? alignment.ground(document, settings)) == ground
    }
}
