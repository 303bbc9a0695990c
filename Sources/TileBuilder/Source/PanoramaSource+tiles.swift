internal import ImageCoding
package import Panorama
internal import Resampling
package import TourBundle

extension TileSettings {
    package func pyramid(for projection: SourceProjection) -> Pyramid {
        Pyramid(faceSize: faceSize ?? projection.faceSize, largestTileSize: largestTileSize)
    }
}

extension PanoramaSource {
    /// The tiles to be made: those of which the source shows something.
    ///
    /// - Throws: `.nothingToShow` where the picture falls between the texels.
    package func coverage(_ settings: TileSettings) throws(TileBuilderError) -> TileCoverage {
        let coverage = detected.projection.coverage(of: settings.pyramid(for: detected.projection))
        guard coverage.count > 0 else { throw .nothingToShow(path: files.paths[0]) }
        return coverage
    }

    /// Makes every tile of `coverage`, on several cores.
    ///
    /// - Parameters:
    ///   - eye: one of `eyes`.
    ///   - known: tiles that are there already.
    ///   - hasPreview: whether a picture of the six faces is made too.
    ///   - deliver: receives the tiles, always in the same order.
    /// - Returns: the picture of the six faces (`PanoramaManifest.preview`), if one was to be made.
    /// - Throws: what `deliver` throws, `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    @discardableResult
    package func tile(
        eye: Eye = .both,
        coverage: TileCoverage,
        settings: TileSettings,
        except known: Set<TileAddress> = [],
        hasPreview: Bool = false,
        deliver: (EncodedTile) throws -> Void
    ) async throws -> [UInt8]? {
        if case .equirectangular(let region) = detected.projection, let whole = region.whole {
            let file = PanoramaFile(path: files.paths[0], size: whole, place: place(of: eye), limits: limits)
            return try await tilePanorama(
                file,
                settings: settings,
                except: known,
                hasPreview: hasPreview,
                deliver: deliver
            )
        }
        return try await tileSphere(
            try await sampler(eye, budget: try settings.pictureBudget(coverage.pyramid, files.paths[0]), settings),
            coverage: coverage,
            settings: settings,
            except: known,
            hasPreview: hasPreview,
            deliver: deliver
        )
    }

    /// Where in a picture that holds two the one of an eye begins.
    func place(of eye: Eye) -> (column: Int, row: Int) {
        guard eye == .right else { return (0, 0) }
        let share = detected.stereo.share
        let size = detected.projection.pictureSize
        return ((share.across - 1) * size.width, (share.down - 1) * size.height)
    }
}

extension PanoramaPresentation {
    init(_ detected: DetectedProjection) {
        self.init(pose: detected.pose, initialView: detected.initialView)
    }
}
