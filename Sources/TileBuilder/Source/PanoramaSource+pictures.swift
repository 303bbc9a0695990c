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

    /// Decodes the pictures of one eye and makes their halvings, in memory or, where they are too large, in a file.
    ///
    /// - Throws: `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    func pictures(_ eye: Eye, _ pyramid: Pyramid, _ settings: TileSettings) async throws -> SourcePictures {
        let (width, height) = detected.projection.pictureSize
        guard max(width, height) <= Self.longestSide else {
            throw TileBuilderError.unsupported(
                place: files.paths[0],
                what:
                    "\(width) x \(height) pixels; a part of a panorama may have \(Self.longestSide) a side, so scale it down"
            )
        }
        let budget = settings.pictureMemory(pyramid)
        guard budget > 0 else {
            let needed = settings.memory(forPictures: 1 << 20, pyramid)
            throw TileBuilderError.tooMuchMemory(path: files.paths[0], needed: needed, budget: settings.memory)
        }
        let source = try SourcePictures(detected.projection, depth: depth) { byteCount in
            guard byteCount > budget else { return PictureMemory(byteCount: byteCount) }
            return try PictureMemory(fileOf: byteCount, window: budget / 2, name: files.paths[0])
        }
        try await concurrently(files.paths.count, jobs: settings.jobs) { [place = place(of: eye)] index in
            var decoder = try ImageDecoder(path: files.paths[index], limits: limits)
            try source.picture(index).decode(&decoder, from: place)
        }
        try await source.finish(using: settings.instructionSet, jobs: settings.jobs)
        return source
    }

    /// Texels of a picture's side; a place in it in 1024ths of a texel is a 32-bit number.
    private static let longestSide = 1 << 20
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
    fileprivate func pictureMemory(_ pyramid: Pyramid) -> Int { rowMemory - samplingBytes(pyramid) }

    /// The budget with which pictures of so many bytes stay in memory.
    fileprivate func memory(forPictures bytes: Int, _ pyramid: Pyramid) -> Int {
        // A quarter is the codec's; whole MiB on the command line.
        ((((bytes + samplingBytes(pyramid)) * 4 / 3) >> 20) + 1) << 20
    }

    /// A tile's pixels and its file, and the places of some of its texels at a time.
    private func samplingBytes(_ pyramid: Pyramid) -> Int { jobs * (pyramid.tileSize * pyramid.tileSize * 8 + 2 << 20) }
}
