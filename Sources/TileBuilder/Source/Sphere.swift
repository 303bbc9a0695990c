internal import Panorama
internal import TourBundle

/// A panorama that can be tiled: its headers are read, and fit.
protocol Sphere: Sendable {
    var presentation: PanoramaPresentation { get }

    /// Pictures that are kept whole while tiles are made.
    var pictureCount: Int { get }

    /// The tiles to be made.
    ///
    /// - Throws: `TileBuilderError.nothingToShow` where a picture falls between the texels.
    func coverage(_ settings: TileSettings) throws(TileBuilderError) -> TileCoverage

    /// What is worth a line before the tiles are made.
    func notes(_ coverage: TileCoverage, settings: TileSettings) -> [String]

    /// Decodes the pictures.
    ///
    /// - Parameter budget: bytes that each of them may take in memory.
    /// - Throws: `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    func sampler(budget: Int, _ settings: TileSettings) async throws -> any TileSampler

    /// Makes every tile of `coverage`, as `PanoramaSource.tile` does.
    func tile(
        coverage: TileCoverage,
        settings: TileSettings,
        except known: Set<TileAddress>,
        hasPreview: Bool,
        deliver: (EncodedTile) throws -> Void
    ) async throws -> [UInt8]?
}

/// A picture as it is.
struct PlainSphere: Sphere {
    let source: PanoramaSource
    let eye: Eye

    init(_ panorama: PlainPanorama, settings: TileSettings) throws {
        source = try PanoramaSource(
            PictureFiles(picture: panorama.path),
            wish: panorama.wish,
            limits: settings.limits
        )
        eye = panorama.eye
    }

    var presentation: PanoramaPresentation { PanoramaPresentation(source.detected) }

    var pictureCount: Int { 1 }

    func coverage(_ settings: TileSettings) throws(TileBuilderError) -> TileCoverage { try source.coverage(settings) }

    func notes(_ coverage: TileCoverage, settings: TileSettings) -> [String] {
        source.notes(coverage, settings: settings)
    }

    func sampler(budget: Int, _ settings: TileSettings) async throws -> any TileSampler {
        try await source.sampler(eye, budget: budget, settings)
    }

    func tile(
        coverage: TileCoverage,
        settings: TileSettings,
        except known: Set<TileAddress>,
        hasPreview: Bool,
        deliver: (EncodedTile) throws -> Void
    ) async throws -> [UInt8]? {
        try await source.tile(
            eye: eye,
            coverage: coverage,
            settings: settings,
            except: known,
            hasPreview: hasPreview,
            deliver: deliver
        )
    }
}
