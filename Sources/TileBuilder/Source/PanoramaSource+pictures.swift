internal import ImageCoding
package import Panorama
internal import Resampling

extension PanoramaSource {
    /// What is worth a line before the tiles are made.
    package func notes(_ coverage: TileCoverage, settings: TileSettings) -> [String] {
        guard detected.projection.isKeptWhole else { return notes }
        let bytes = SourcePictures.byteCount(detected.projection, depth: depth)
        guard bytes > settings.pictureMemory(coverage.pyramid) else { return notes }
        return notes + [
            "\(files.paths[0]): kept with its halvings it takes \(bytes >> 20) MiB, so a file without a name in TMPDIR or /var/tmp "
                + "holds it; with --memory \(settings.memory(forPictures: bytes, coverage.pyramid) >> 20) it needs none"
        ]
    }

    /// Decodes the pictures of one eye and makes their halvings.
    ///
    /// - Parameter budget: bytes that they may take in memory; beyond, a file holds them.
    /// - Throws: `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    func sampler(_ eye: Eye, budget: Int, _ settings: TileSettings) async throws -> SourceSampler {
        let pictures = try await SourcePictures.decoded(
            files.paths,
            from: place(of: eye),
            as: detected.projection,
            depth: depth,
            budget: budget,
            settings
        )
        return SourceSampler(pictures, filter: settings.filter, using: settings.instructionSet)
    }
}

extension SourceProjection {
    /// Whether tiles are made of the whole picture, and not of the rows at hand.
    var isKeptWhole: Bool {
        guard case .equirectangular(let region) = self else { return true }
        return region.whole == nil
    }
}

extension TileSettings {
    /// Bytes that a source's pictures may take beside the tiles that are being made.
    ///
    /// - Throws: `TileBuilderError.tooMuchMemory` where there are none.
    func pictureBudget(_ pyramid: Pyramid, _ path: String) throws(TileBuilderError) -> Int {
        let budget = pictureMemory(pyramid)
        guard budget > 0 else {
            throw .tooMuchMemory(path: path, needed: memory(forPictures: 1 << 20, pyramid), budget: memory)
        }
        return budget
    }

    /// Bytes that pictures may take; none where the tiles take all.
    func pictureMemory(_ pyramid: Pyramid) -> Int { rowMemory - samplingBytes(pyramid) }

    /// The budget with which pictures of so many bytes stay in memory.
    func memory(forPictures bytes: Int, _ pyramid: Pyramid) -> Int {
        // A quarter is the codec's; whole MiB on the command line.
        ((((bytes + samplingBytes(pyramid)) * 4 / 3) >> 20) + 1) << 20
    }

    /// A tile's pixels and its file, and the places of some of its texels at a time.
    private func samplingBytes(_ pyramid: Pyramid) -> Int { jobs * (pyramid.tileSize * pyramid.tileSize * 8 + 2 << 20) }
}
