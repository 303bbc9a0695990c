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
    var schedule = TilingSchedule(plan, depth: rows.depth, settings: settings)
    let preparation = schedule.preparation
    var preview = FacePreview()
    try await withThrowingTaskGroup(of: TilingStep.self) { group in
        tiling: while true {
            try Task.checkCancellation()
            switch schedule.next() {
            case .make(let number, let job, let windows):
                group.addTask { @concurrent in
                    try Task.checkCancellation()
                    return .picture(number, try renderer.make(job, from: windows))
                }
            case .read(let number):
                guard let rows = try rows.next() else {
                    schedule.noteEnd()
                    continue
                }
                group.addTask { @concurrent in .rows(number, rows.prepared(by: preparation)) }
            case .wait:
                guard let step = try await group.next() else {
                    preconditionFailure("a tile waits for rows that the plan does not have")
                }
                for picture in schedule.take(step) { try preview.take(picture, deliver: deliver) }
            case .end: break tiling
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

extension TilingSchedule {
    /// - Returns: pictures that are next in their order.
    fileprivate mutating func take(_ step: TilingStep) -> [MadePicture] {
        switch step {
        case .rows(let number, let rows):
            add(rows, number: number)
            return []
        case .picture(let number, let picture): return add(picture, number: number)
        }
    }
}

extension FacePreview {
    /// Keeps a face; tiles are for others.
    fileprivate mutating func take(_ picture: MadePicture, deliver: (EncodedTile) throws -> Void) throws {
        switch picture {
        case .tiles(let tiles): for tile in tiles { try deliver(tile) }
        case .face(let face, let image): add(image, face: face)
        }
    }
}
