internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// Cuts a panorama into tiles while it is decoded, on several cores, and within bounds of memory: only the rows that tiles still
/// need are kept.
///
/// - Parameters:
///   - file: the panorama.
///   - known: tiles that are there already.
///   - hasPreview: whether a picture of the six faces is made too.
///   - deliver: receives the tiles, always in the same order, coarse and fine ones mixed.
/// - Returns: the picture of the six faces (`PanoramaManifest.preview`), if one was to be made.
/// - Throws: what `deliver` throws, `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
func tilePanorama(
    _ file: PanoramaFile,
    settings: TileSettings,
    except known: Set<TileAddress> = [],
    hasPreview: Bool,
    deliver: (EncodedTile) throws -> Void
) async throws -> [UInt8]? {
    let decoder = try file.decoder()
    let plan = TilePlan(
        source: file.size,
        pyramid: settings.pyramid(for: file.size),
        except: known,
        hasPreview: hasPreview,
        asPlanes: settings.encoding.takesPlanes && !decoder.info.isDeep
    )
    var rows = try file.rows(decoder, asPlanes: plan.kept[0] == .planes)
    let needed = plan.memory(depth: rows.depth, jobs: settings.jobs)
    guard needed <= settings.rowMemory else {
        throw TileBuilderError.tooMuchMemory(path: file.path, needed: needed * 4 / 3, budget: settings.memory)
    }
    let renderer = TileRenderer(plan, settings: settings)
    var sweep = TileSweep(plan, depth: rows.depth, using: settings.instructionSet)
    var queue = DeliveryQueue<MadePicture>()
    var preview = FacePreview()
    let most = TilePlan.mostAtOnce(jobs: settings.jobs)
    try await withThrowingTaskGroup(of: (Int, MadePicture).self) { group in
        var running = 0
        while !queue.hasDelivered(plan.jobs.count) {
            if running < most, let (number, job, windows) = sweep.next() {
                group.addTask { @concurrent in
                    try Task.checkCancellation()
                    return (number, try renderer.make(job, from: windows))
                }
                running += 1
            } else if running < most, let next = try rows.next() {
                try Task.checkCancellation()
                sweep.add(next)
            } else if let (number, picture) = try await group.next() {
                running -= 1
                for picture in queue.take(picture, number: number) {
                    switch picture {
                    case .tiles(let tiles): for tile in tiles { try deliver(tile) }
                    case .face(let face, let image): preview.add(image, face: face)
                    }
                }
            } else {
                preconditionFailure("a tile waits for rows that the plan does not have")
            }
        }
    }
    return hasPreview ? try preview.encoded() : nil
}
