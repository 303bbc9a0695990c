internal import ImageCoding
internal import Panorama
package import Resampling

extension AlignablePicture {
    /// Sides and pixels that browsers take as one texture.
    private static let largestSide = 8192
    private static let mostPixels = 4096 * 4096

    /// The picture's pixels, halved as often as a screen needs; of a picture for two eyes those of the first.
    ///
    /// - Throws: `ImageCodingError`, `TileBuilderError`, or `CancellationError`.
    package func pixels(settings: TileSettings) async throws -> PixelBuffer {
        // What it shows of the sphere does not matter here.
        let view = RectilinearView(width: width, height: height, pose: Pose(), fieldOfViewDeg: 60)
        let budget = settings.rowMemory
        let pictures = try SourcePictures(.rectilinear(view), depth: .byte) { byteCount in
            guard byteCount > budget else { return PictureMemory(byteCount: byteCount) }
            return try PictureMemory(fileOf: byteCount, window: budget / 2, name: path)
        }
        var decoder = try ImageDecoder(path: path, limits: settings.limits)
        guard decoder.info.width >= width, decoder.info.height >= height else {
            throw TileBuilderError.changed(path: path)
        }
        try pictures.picture(0).decode(&decoder, from: (0, 0))
        try await pictures.finish(using: settings.instructionSet, jobs: settings.jobs)
        var halvings = 0
        while max(width, height) >> halvings > Self.largestSide || (width * height) >> (2 * halvings) > Self.mostPixels
        {
            halvings += 1
        }
        return pictures.pictures[0][PictureSizes.Halvings(across: halvings, down: halvings)].pixels(
            settings.instructionSet
        )
    }
}

extension PictureLevel {
    /// All of them, as bytes.
    fileprivate func pixels(_ instructionSet: InstructionSet) -> PixelBuffer {
        var image = PixelBuffer(width: width, height: height)
        let columns = (0..<width).map(Double.init)
        for row in 0..<height {
            let places = PixelPlaces(
                PixelRegion(column: 0, row: 0, width: width, height: 1),
                columns: columns,
                rows: [Double](repeating: Double(row), count: width),
                stride: width,
                scale: (1, 1),
                in: self,
                reach: -0.5
            )
            sample(places, filter: .bilinear, using: instructionSet, into: &image, column: 0, row: row)
        }
        return image
    }
}
