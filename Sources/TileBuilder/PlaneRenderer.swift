internal import Panorama
internal import Resampling

/// Renders four tiles at a time from luma and colour differences, whose rows are quarters of a turn.
struct PlaneRenderer: Sendable {
    private let filter: ResamplingFilter
    private let instructionSet: InstructionSet
    private let tileSize: Int
    /// Of luma, by the panorama's width, and of colour differences by half of it.
    private let rings: [Int: PolarRings]

    init(_ plan: TilePlan, settings: TileSettings) {
        filter = settings.filter
        instructionSet = settings.instructionSet
        tileSize = plan.pyramid.tileSize
        var rings: [Int: PolarRings] = [:]
        for level in plan.planeLevels {
            let source = plan.halvings(level: level).source
            let (width, height) = (plan.sizes.width(level: source), plan.sizes.height(level: source))
            for halvings in 0...1 {
                rings[width >> halvings] = PolarRings(
                    width: width >> halvings,
                    height: height >> halvings,
                    faceSize: plan.pyramid.faceSize(level: level) >> halvings,
                    arrangement: .quarters
                )
            }
        }
        self.rings = rings
    }

    /// - Parameters:
    ///   - addresses: of the tiles that are wanted.
    ///   - windows: of luma and the two colour differences.
    /// - Returns: the tiles of `addresses`.
    func render(
        _ parts: [QuarterPart],
        for addresses: [TileAddress],
        of panorama: Equirectangular,
        from windows: [RowWindow]
    ) -> [YCbCrImage] {
        var images = addresses.map { _ in YCbCrImage(width: tileSize, height: tileSize) }
        for part in parts {
            for (plane, window) in windows.enumerated() {
                let size = plane == 0 ? panorama : panorama.halved
                let samples = sample(
                    plane == 0 ? part.region : part.region.halved,
                    part.quarter,
                    of: size,
                    from: window
                )
                for (index, place) in part.places.enumerated() {
                    let address = place.address(tileSize: tileSize)
                    guard let tile = addresses.firstIndex(of: address) else { continue }
                    images[tile].fill(
                        plane,
                        with: part.quarter(ofPlace: index),
                        of: samples,
                        at: place,
                        tileSize: plane == 0 ? tileSize : tileSize / 2,
                        using: instructionSet
                    )
                }
            }
        }
        return images
    }

    private func sample(
        _ region: FaceRegion,
        _ quarter: Int,
        of panorama: Equirectangular,
        from window: RowWindow
    ) -> PixelBuffer {
        guard region.face == .up || region.face == .down, let rings = rings[panorama.width] else {
            return UprightSampler(region, of: panorama, quarter: quarter)
                .sample(window, filter: filter, using: instructionSet)
        }
        return PolarSampler(region, of: panorama, rings, arrangement: .quarters).sample(
            window,
            rows: panorama.rows(of: region),
            filter: filter,
            using: instructionSet
        )
    }
}

extension YCbCrImage {
    /// Fills the part of a plane that is a place of a face.
    fileprivate mutating func fill(
        _ plane: Int,
        with sample: Int,
        of image: PixelBuffer,
        at place: QuarterPart.Place,
        tileSize: Int,
        using instructionSet: InstructionSet
    ) {
        let region = plane == 0 ? place.region : place.region.halved
        let corner = region.rows.lowerBound % tileSize * tileSize + region.columns.lowerBound % tileSize
        let steps = place.turn.steps(width: image.width, height: image.height, stride: tileSize)
        fill(
            plane,
            with: sample,
            of: image,
            first: corner + steps.first,
            across: steps.across,
            down: steps.down,
            using: instructionSet
        )
    }
}
