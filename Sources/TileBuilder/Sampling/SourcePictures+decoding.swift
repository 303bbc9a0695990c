internal import ImageCoding
internal import Panorama
internal import Resampling

extension SourcePictures {
    /// Decodes the pictures of a source and makes their halvings, in memory or, where they are too large, in a file.
    ///
    /// - Parameters:
    ///   - paths: one, or six of a cubemap.
    ///   - place: of each picture's first pixel in its file.
    ///   - budget: bytes that they may take in memory, above 0.
    /// - Throws: `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    static func decoded(
        _ paths: [String],
        from place: (column: Int, row: Int),
        as projection: SourceProjection,
        depth: SampleDepth,
        budget: Int,
        _ settings: TileSettings
    ) async throws -> SourcePictures {
        let (width, height) = projection.pictureSize
        guard max(width, height) <= Self.longestSide else {
            throw TileBuilderError.unsupported(
                place: paths[0],
                what:
                    "\(width) x \(height) pixels; a part of a panorama may have \(Self.longestSide) a side, so scale it down"
            )
        }
        let source = try SourcePictures(projection, depth: depth) { byteCount in
            guard byteCount > budget else { return PictureMemory(byteCount: byteCount) }
            return try PictureMemory(fileOf: byteCount, window: budget / 2, name: paths[0])
        }
        try await concurrently(paths.count, jobs: settings.jobs) { [limits = settings.limits] index in
            var decoder = try ImageDecoder(path: paths[index], limits: limits)
            // Where it is another file by now, that is told when it is looked at once more.
            guard place.column + width <= decoder.info.width, place.row + height <= decoder.info.height else {
                throw TileBuilderError.changed(path: paths[index])
            }
            try source.picture(index).decode(&decoder, from: place)
        }
        try await source.finish(using: settings.instructionSet, jobs: settings.jobs)
        return source
    }

    /// Texels of a picture's side; a place in it in 1024ths of a texel is a 32-bit number.
    private static let longestSide = 1 << 20
}
