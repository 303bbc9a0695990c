internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// A panorama's tiles as a viewer finds them in the tour's folder.
struct PlayerPanorama {
    let digest: Digest
    let coverage: TileCoverage
    /// As the panorama itself says.
    let pose: Pose
    private let encoding: ImageEncoding

    /// - Parameters:
    ///   - tiles: addresses of all that are there.
    ///   - bundle: path of the bundle, for errors.
    init(_ manifest: PanoramaManifest, tiles: [TileAddress], bundle: String) throws(BundleError) {
        let pyramid = Pyramid(tileSize: manifest.tileSizePx, levelCount: manifest.levels.count)
        guard let coverage = TileCoverage(pyramid: pyramid, tiles: tiles) else {
            throw .damaged(path: bundle, detail: "panorama \(manifest.digest) has no whole set of tiles")
        }
        digest = manifest.digest
        self.coverage = coverage
        pose = manifest.pose ?? Pose()
        encoding = manifest.encoding
    }

    var pyramid: Pyramid { coverage.pyramid }

    /// Without the dot.
    var fileExtension: String { encoding.fileExtension }

    /// Where all its tiles lie.
    var folder: String { "tiles/\(digest)" }

    /// Black tiles where there are none, for a viewer that asks for every tile.
    func missingTiles(at place: (TileAddress) -> String) throws(ImageCodingError) -> [SiteFile] {
        guard !coverage.isWhole else { return [] }
        let black = try encoding.blackTile(size: pyramid.tileSize)
        return pyramid.addresses.filter { !coverage.contains($0) }.map { SiteFile(path: place($0), bytes: black) }
    }
}

extension PanoramaManifest {
    /// Of a tile that goes with its others.
    var encoding: ImageEncoding { mediaType == ImageEncoding.png.mediaType ? .png : TileSettings().encoding }
}

extension ImageEncoding {
    /// - Parameter size: pixels a side.
    func blackTile(size: Int) throws(ImageCodingError) -> [UInt8] {
        let whole = PixelRegion(column: 0, row: 0, width: size, height: size)
        return try encode(PixelBuffer(width: size, height: size), region: whole)
    }
}
