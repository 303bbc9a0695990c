internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// Makes tiles of rows. Pure: the same rows and settings give the same bytes, with every instruction set.
struct TileRenderer: Sendable {
    let pyramid: Pyramid
    let encoding: ImageEncoding
    let filter: ResamplingFilter
    let instructionSet: InstructionSet

    /// - Parameter window: with the job's rows.
    func tile(_ job: TileJob, from window: RowWindow) throws -> EncodedTile {
        let image = render(job, from: window)
        let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
        return EncodedTile(address: job.address, bytes: try encoding.encode(image, region: whole))
    }

    func render(_ job: TileJob, from window: RowWindow) -> PixelBuffer {
        let region = job.region
        var image = PixelBuffer(width: region.columns.count, height: region.rows.count)
        switch region.face {
        case .front, .right, .back, .left:
            upright(region, job.panorama).sample(window, filter: filter, using: instructionSet, into: &image)
        case .up, .down:
            polar(region, job.panorama).sample(window, filter: filter, using: instructionSet, into: &image)
        }
        for _ in 0..<job.tileHalvings { image = image.halved(using: instructionSet) }
        return image
    }

    private func upright(_ region: FaceRegion, _ panorama: Equirectangular) -> UprightSampler {
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

    private func polar(_ region: FaceRegion, _ panorama: Equirectangular) -> PolarSampler {
        PolarSampler(
            u: region.u.map { Float($0) },
            w: region.v.map { Float(region.face == .up ? $0 : -$0) },
            width: panorama.width,
            height: panorama.height,
            isSouth: region.face == .down,
            rings: PolarRings(width: panorama.width, height: panorama.height, faceSize: region.faceSize)
        )
    }
}
