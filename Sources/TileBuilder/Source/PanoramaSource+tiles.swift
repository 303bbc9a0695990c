internal import ImageCoding
package import Panorama
internal import Resampling
package import TourBundle

extension TileSettings {
    package func pyramid(for projection: SourceProjection) -> Pyramid {
        Pyramid(faceSize: faceSize ?? projection.faceSize, largestTileSize: largestTileSize)
    }
}

extension PanoramaSource {
    /// The tiles to be made: those of which the source shows something.
    ///
    /// - Throws: `.nothingToShow` where the picture falls between the texels.
    package func coverage(_ settings: TileSettings) throws(TileBuilderError) -> TileCoverage {
        let coverage = detected.projection.coverage(of: settings.pyramid(for: detected.projection))
        guard coverage.count > 0 else { throw .nothingToShow(path: files.paths[0]) }
        return coverage
    }

    /// Makes every tile of `coverage`, on several cores.
    ///
    /// - Parameters:
    ///   - eye: one of `eyes`.
    ///   - known: tiles that are there already.
    ///   - hasPreview: whether a picture of the six faces is made too.
    ///   - deliver: receives the tiles, always in the same order.
    /// - Returns: the picture of the six faces (`PanoramaManifest.preview`), if one was to be made.
    /// - Throws: what `deliver` throws, `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    @discardableResult
    package func tile(
        eye: Eye = .both,
        coverage: TileCoverage,
        settings: TileSettings,
        except known: Set<TileAddress> = [],
        hasPreview: Bool = false,
        deliver: (EncodedTile) throws -> Void
    ) async throws -> [UInt8]? {
        if case .equirectangular(let region) = detected.projection, let whole = region.whole {
            let file = PanoramaFile(path: files.paths[0], size: whole, place: place(of: eye), limits: limits)
            return try await tilePanorama(
                file,
                settings: settings,
                except: known,
                hasPreview: hasPreview,
                deliver: deliver
            )
        }
        let sampler = SourceSampler(
            try await pictures(eye, coverage.pyramid, settings),
            filter: settings.filter,
            using: settings.instructionSet
        )
        let addresses = coverage.addresses.filter { !known.contains($0) }
        try await tileSource(sampler, addresses, of: coverage.pyramid, settings: settings, deliver: deliver)
        guard hasPreview else { return nil }
        var preview = FacePreview()
        for address in TilePlan.preview.addresses {
            preview.add(sampler.tile(address, of: TilePlan.preview), face: address.face)
        }
        return try preview.encoded()
    }

    /// Where in a picture that holds two the one of an eye begins.
    func place(of eye: Eye) -> (column: Int, row: Int) {
        guard eye == .right else { return (0, 0) }
        let share = detected.stereo.share
        let size = detected.projection.pictureSize
        return ((share.across - 1) * size.width, (share.down - 1) * size.height)
    }
}

extension PanoramaPresentation {
    init(_ detected: DetectedProjection) {
        self.init(pose: detected.pose, initialView: detected.initialView)
    }
}

/// Every tile is a job of its own; as many run at once as `settings` allow.
private func tileSource(
    _ sampler: SourceSampler,
    _ addresses: [TileAddress],
    of pyramid: Pyramid,
    settings: TileSettings,
    deliver: (EncodedTile) throws -> Void
) async throws {
    var queue = DeliveryQueue<EncodedTile>()
    try await withThrowingTaskGroup(of: (Int, EncodedTile).self) { group in
        var waiting = addresses.enumerated().makeIterator()
        func start() {
            guard let (number, address) = waiting.next() else { return }
            group.addTask { @concurrent in
                try Task.checkCancellation()
                let image = sampler.tile(address, of: pyramid)
                let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
                return (
                    number, EncodedTile(address: address, bytes: try settings.encoding.encode(image, region: whole))
                )
            }
        }
        for _ in 0..<max(1, settings.jobs) { start() }
        while let (number, tile) = try await group.next() {
            start()
            for tile in queue.take(tile, number: number) { try deliver(tile) }
        }
    }
}
