internal import Panorama
internal import Resampling

/// Renders parts of faces from rows of pixels.
struct PixelRenderer: Sendable {
    private let filter: ResamplingFilter
    private let instructionSet: InstructionSet
    /// Of each level of the pyramid.
    private let rings: [PolarRings]
    let previewRings: PolarRings

    init(_ plan: TilePlan, settings: TileSettings) {
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

    func rings(level: Int) -> PolarRings { rings[level] }

    /// - Parameters:
    ///   - rings: of the region's face.
    ///   - halvings: how often what is rendered is halved.
    ///   - window: with the rows that the region shows.
    func render(
        _ region: FaceRegion,
        of panorama: Equirectangular,
        _ rings: PolarRings,
        halvings: Int,
        from window: RowWindow
    ) -> PixelBuffer {
        var image =
            switch region.face {
            case .front, .right, .back, .left:
                UprightSampler(region, of: panorama, quarter: 0).sample(window, filter: filter, using: instructionSet)
            case .up, .down:
                PolarSampler(region, of: panorama, rings, arrangement: .pixels).sample(
                    window,
                    rows: panorama.rows(of: region),
                    filter: filter,
                    using: instructionSet
                )
            }
        for _ in 0..<halvings { image = image.halved(using: instructionSet) }
        return image
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

extension UprightSampler {
    /// - Parameter quarter: of the panorama, from whose first column on columns count.
    init(_ region: FaceRegion, of panorama: Equirectangular, quarter: Int) {
        let u = region.u
        let first = quarter * panorama.width / 4 * 1024
        self.init(
            columns: u.map { u in
                let column = panorama.position(of: region.face.direction(u: u, v: 0)).x
                return Int32((column * 1024).rounded()) - Int32(first)
            },
            cosines: u.map { Float(1 / (1 + $0 * $0).squareRoot()) },
            heights: region.v.map { Float(-$0) },
            panoramaHeight: panorama.height
        )
    }
}

extension PolarSampler {
    init(_ region: FaceRegion, of panorama: Equirectangular, _ rings: PolarRings, arrangement: RowArrangement) {
        self.init(
            u: region.u.map { Float($0) },
            w: region.v.map { Float(region.face == .up ? $0 : -$0) },
            width: panorama.width,
            height: panorama.height,
            isSouth: region.face == .down,
            rings: rings,
            arrangement: arrangement
        )
    }
}
