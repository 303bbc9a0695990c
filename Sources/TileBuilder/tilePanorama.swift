internal import CPlatform
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
    platform_keep_freed_memory()
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
    var pictures = DeliveryQueue<MadePicture>()
    var blocks = DeliveryQueue<PreparedRows>()
    var blocksRead = 0
    var preview = FacePreview()
    let preparation = sweep.preparation
    let most = TilePlan.mostAtOnce(jobs: settings.jobs)
    try await withThrowingTaskGroup(of: TilingStep.self) { group in
        var running = 0
        while !pictures.hasDelivered(plan.jobs.count) {
            try Task.checkCancellation()
            if running < most, let (number, job, windows) = sweep.next() {
                group.addTask { @concurrent in
                    try Task.checkCancellation()
                    return .picture(number, try renderer.make(job, from: windows))
                }
                running += 1
            } else if running < most, !blocks.isBehind(blocksRead, by: TilePlan.blocksAtOnce(jobs: settings.jobs)),
                let rows = try rows.next()
            {
                group.addTask { @concurrent [number = blocksRead] in
                    .rows(number, rows.prepared(by: preparation))
                }
                blocksRead += 1
                running += 1
            } else if let step = try await group.next() {
                running -= 1
                switch step {
                case .rows(let number, let rows): for rows in blocks.take(rows, number: number) { sweep.add(rows) }
                case .picture(let number, let picture):
                    for picture in pictures.take(picture, number: number) {
                        switch picture {
                        case .tiles(let tiles): for tile in tiles { try deliver(tile) }
                        case .face(let face, let image): preview.add(image, face: face)
                        }
                    }
                }
            } else {
                preconditionFailure("a tile waits for rows that the plan does not have")
            }
        }
    }
    return hasPreview ? try preview.encoded() : nil
}

/// What a task of the group brings.
private enum TilingStep: Sendable {
    case rows(Int, PreparedRows)
    case picture(Int, MadePicture)
}
