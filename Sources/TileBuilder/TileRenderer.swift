internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// Makes tiles of rows. Pure: the same rows and settings give the same bytes, with every instruction set.
struct TileRenderer: Sendable {
    private let encoding: ImageEncoding
    private let pixels: PixelRenderer
    private let planes: PlaneRenderer

    init(_ plan: TilePlan, settings: TileSettings) {
        encoding = settings.encoding
        pixels = PixelRenderer(plan, settings: settings)
        planes = PlaneRenderer(plan, settings: settings)
    }

    /// - Parameter windows: with the job's rows: of pixels, or of luma and colour differences.
    func make(_ job: TileJob, from windows: [RowWindow]) throws -> MadePicture {
        switch job.picture {
        case .tile(let address, let region, let halvings):
            let rings = pixels.rings(level: address.level)
            let image = pixels.render(region, of: job.panorama, rings, halvings: halvings, from: windows[0])
            let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
            return .tiles([EncodedTile(address: address, bytes: try encoding.encode(image, region: whole))])
        case .preview(let face, let region, let halvings):
            let rings = pixels.previewRings
            return .face(face, pixels.render(region, of: job.panorama, rings, halvings: halvings, from: windows[0]))
        case .quarters(let addresses, let parts):
            let images = planes.render(parts, for: addresses, of: job.panorama, from: windows)
            return .tiles(
                try zip(addresses, images).map { EncodedTile(address: $0, bytes: try encoding.encode($1)) }
            )
        }
    }
}
