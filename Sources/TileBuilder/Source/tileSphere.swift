internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// Makes tiles of pictures that are kept whole; every tile is a job of its own, and as many run at once as `settings` allow.
///
/// - Parameters:
///   - known: tiles that are there already.
///   - hasPreview: whether a picture of the six faces is made too.
///   - deliver: receives the tiles, always in the same order.
/// - Returns: the picture of the six faces (`PanoramaManifest.preview`), if one was to be made.
func tileSphere(
    _ sampler: any TileSampler,
    coverage: TileCoverage,
    settings: TileSettings,
    except known: Set<TileAddress>,
    hasPreview: Bool,
    deliver: (EncodedTile) throws -> Void
) async throws -> [UInt8]? {
    let addresses = coverage.addresses.filter { !known.contains($0) }
    try await tileSource(sampler, addresses, of: coverage.pyramid, settings: settings, deliver: deliver)
    guard hasPreview else { return nil }
    var preview = FacePreview()
    for address in TilePlan.preview.addresses {
        preview.add(sampler.tile(address, of: TilePlan.preview), face: address.face)
    }
    return try preview.encoded()
}

private func tileSource(
    _ sampler: any TileSampler,
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
