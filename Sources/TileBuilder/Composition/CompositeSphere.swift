internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// A composite whose pictures' headers are read.
struct CompositeSphere: Sphere {
    private let composite: Composite
    private let below: (any Sphere)?
    /// Of each layer, at which depth its picture is resampled.
    private let depths: [SampleDepth]
    private let headerNotes: [String]

    /// - Throws: `ImageCodingError`; `TileBuilderError.changed` where a picture no longer has the part that is to be shown.
    init(_ composite: Composite, settings: TileSettings) throws {
        self.composite = composite
        below = try composite.below?.open(settings)
        var depths: [SampleDepth] = []
        var notes: [String] = []
        for layer in composite.layers {
            let decoder = try ImageDecoder(path: layer.path, limits: settings.limits)
            let (width, height) = layer.projection.pictureSize
            guard layer.column + width <= decoder.info.width, layer.row + height <= decoder.info.height else {
                throw TileBuilderError.changed(path: layer.path)
            }
            depths.append(decoder.info.isDeep ? .deep : .byte)
            if decoder.usesScratch { notes.append(PanoramaSource.scratchNote(layer.path)) }
        }
        self.depths = depths
        headerNotes = notes
    }

    /// That of the panorama below, in whose frame all lies.
    var presentation: PanoramaPresentation { below?.presentation ?? PanoramaPresentation() }

    var pictureCount: Int { composite.layers.count + (below?.pictureCount ?? 0) }

    /// Levels that are finer than what is below have only the tiles that show more of a picture than the coarser ones do.
    func coverage(_ settings: TileSettings) throws(TileBuilderError) -> TileCoverage {
        let finest = composite.layers.map { $0.faceSize(settings) }
        let under = try below?.coverage(settings) ?? Self.ground(finest.max() ?? 1, settings)
        let coverages = zip(composite.layers, finest).map { layer, size in
            TileCoverage(
                of: layer.projection,
                in: Pyramid(tileSize: under.pyramid.tileSize, reaching: size),
                whole: under.pyramid.levelCount - 1,
                largestStep: largestStep
            )
        }
        return TileCoverage(union: [under] + coverages)
    }

    /// Plain ground looks the same on every level, so the coarsest will do.
    private static func ground(_ faceSize: Int, _ settings: TileSettings) -> TileCoverage {
        let pyramid = Pyramid(faceSize: faceSize, largestTileSize: settings.largestTileSize)
        return TileCoverage(whole: Pyramid(tileSize: pyramid.tileSize, levelCount: 1))
    }

    func notes(_ coverage: TileCoverage, settings: TileSettings) -> [String] {
        headerNotes + memoryNotes(coverage, settings)
    }

    private func memoryNotes(_ coverage: TileCoverage, _ settings: TileSettings) -> [String] {
        let share = settings.pictureMemory(coverage.pyramid) / pictureCount
        let sizes = zip(composite.layers, depths).map { layer, depth in
            (path: layer.path, bytes: SourcePictures.byteCount(layer.projection, depth: depth))
        }
        guard let (path, large) = sizes.max(by: { $0.bytes < $1.bytes }), large > share else { return [] }
        let memory = settings.memory(forPictures: large * pictureCount, coverage.pyramid) >> 20
        return [
            "\(path): kept with its halvings it takes \(large >> 20) MiB beside \(pictureCount - 1) more, so a "
                + "file without a name in TMPDIR or /var/tmp holds it; with --memory \(memory) it needs none"
        ]
    }

    func sampler(budget: Int, _ settings: TileSettings) async throws -> any TileSampler {
        var layers: [LayerSampler] = []
        let under = try await below?.sampler(budget: budget, settings)
        for (layer, depth) in zip(composite.layers, depths) {
            let pictures = try await SourcePictures.decoded(
                [layer.path],
                from: (layer.column, layer.row),
                as: layer.projection,
                depth: depth,
                corrections: layer.corrections,
                budget: budget,
                settings
            )
            layers.append(LayerSampler(pictures, filter: settings.filter, using: settings.instructionSet))
        }
        return CompositeSampler(below: under, tone: composite.tone, layers: layers)
    }

    func tile(
        coverage: TileCoverage,
        settings: TileSettings,
        except known: Set<TileAddress>,
        hasPreview: Bool,
        deliver: (EncodedTile) throws -> Void
    ) async throws -> [UInt8]? {
        let budget = try settings.pictureBudget(coverage.pyramid, SphereSource.composite(composite).mainFile)
        return try await tileSphere(
            try await sampler(budget: max(1, budget / pictureCount), settings),
            coverage: coverage,
            settings: settings,
            except: known,
            hasPreview: hasPreview,
            deliver: deliver
        )
    }
}

extension PictureLayer {
    /// Of the finest level that the picture deserves and that is wanted.
    func faceSize(_ settings: TileSettings) -> Int { min(neededFaceSize, settings.faceSize ?? neededFaceSize) }

    /// Texels a side of the faces on which nothing of the picture is lost.
    var neededFaceSize: Int { max(1, Int((projection.finestFaceSize / largestStep).rounded(.up))) }
}

extension Pyramid {
    /// As many levels as faces of so many texels need.
    fileprivate init(tileSize: Int, reaching faceSize: Int) {
        var levelCount = 1
        while tileSize << (levelCount - 1) < faceSize { levelCount += 1 }
        self.init(tileSize: tileSize, levelCount: levelCount)
    }
}
