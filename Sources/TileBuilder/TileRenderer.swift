internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// Makes tiles of rows. Pure: the same rows and settings give the same bytes, with every instruction set.
struct TileRenderer: Sendable {
    private let encoding: ImageEncoding
    private let filter: ResamplingFilter
    private let instructionSet: InstructionSet
    /// Of each level of the pyramid.
    private let rings: [PolarRings]
    private let previewRings: PolarRings

    init(_ plan: TilePlan, settings: TileSettings) {
        encoding = settings.encoding
        filter = settings.filter
        instructionSet = settings.instructionSet
        rings = (0..<plan.pyramid.levelCount).map { level in
            PolarRings(
                plan.sizes,
                halvings: plan.halvings(level: level),
                faceSize: plan.pyramid.faceSize(level: level)
            )
        }
        previewRings = PolarRings(plan.sizes, halvings: plan.previewHalvings, faceSize: TilePlan.preview.faceSize)
    }

    /// - Parameter window: with the job's rows.
    func make(_ job: TileJob, from window: RowWindow) throws -> MadePicture {
        let image = render(job, from: window)
        if job.isPreview { return .face(job.address.face, image) }
        let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
        return .tile(EncodedTile(address: job.address, bytes: try encoding.encode(image, region: whole)))
    }

    private func render(_ job: TileJob, from window: RowWindow) -> PixelBuffer {
        var image =
            switch job.region.face {
            case .front, .right, .back, .left: upright(job).sample(window, filter: filter, using: instructionSet)
            case .up, .down: polar(job).sample(window, rows: job.rows, filter: filter, using: instructionSet)
            }
        for _ in 0..<job.tileHalvings { image = image.halved(using: instructionSet) }
        return image
    }

    private func upright(_ job: TileJob) -> UprightSampler {
        let (region, panorama) = (job.region, job.panorama)
        let u = region.u
        return UprightSampler(
            columns: u.map { u in
                let column = panorama.position(of: region.face.direction(u: u, v: 0)).x
                return Int32((column * 1024).rounded())
            },
            cosines: u.map { Float(1 / (1 + $0 * $0).squareRoot()) },
            heights: region.v.map { Float(-$0) },
            panoramaHeight: panorama.height
        )
    }

    private func polar(_ job: TileJob) -> PolarSampler {
        let (region, panorama) = (job.region, job.panorama)
        return PolarSampler(
            u: region.u.map { Float($0) },
            w: region.v.map { Float(region.face == .up ? $0 : -$0) },
            width: panorama.width,
            height: panorama.height,
            isSouth: region.face == .down,
            rings: job.isPreview ? previewRings : rings[job.address.level]
        )
    }
}

extension PolarRings {
    fileprivate convenience init(_ sizes: PanoramaSizes, halvings: (source: Int, tile: Int), faceSize: Int) {
        self.init(
            width: sizes.width(level: halvings.source),
            height: sizes.height(level: halvings.source),
            faceSize: faceSize << halvings.tile
        )
    }
}
