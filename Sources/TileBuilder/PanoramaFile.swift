package import ImageCoding
package import Panorama
internal import Resampling

/// A picture file that is a full equirectangular panorama, known by its header.
package struct PanoramaFile: Sendable {
    package let path: String
    package let size: Equirectangular
    private let limits: ImageLimits

    /// Reads the header alone.
    ///
    /// - Throws: `ImageCodingError`, or `TileBuilderError.notEquirectangular` unless the width is twice the height (a
    ///   pixel more or less is forgiven).
    package init(path: String, limits: ImageLimits = .standard) throws {
        let info = try ImageDecoder(path: path, limits: limits).info
        guard abs(info.width - 2 * info.height) <= 1, info.height >= FaceRenderer.margin else {
            throw TileBuilderError.notEquirectangular(path: path, width: info.width, height: info.height)
        }
        self.path = path
        self.size = Equirectangular(width: info.width, height: info.height)
        self.limits = limits
    }

    /// Rows decoded between two looks at whether the task was cancelled.
    private static let rowsPerRead = 64

    /// Decodes the picture, ready to be cut.
    ///
    /// - Throws: `ImageCodingError`, or `CancellationError`.
    package func renderer(_ settings: TileSettings) throws -> FaceRenderer {
        var decoder = try ImageDecoder(path: path, limits: limits)
        var image = PixelBuffer(width: size.width, height: size.height, margin: FaceRenderer.margin)
        while decoder.rowsRead < size.height {
            try Task.checkCancellation()
            let count = min(Self.rowsPerRead, size.height - decoder.rowsRead)
            try decoder.readRows(count, into: &image, at: decoder.rowsRead)
        }
        image.fillSphericalMargin()
        return FaceRenderer(source: image, pyramid: settings.pyramid(for: size), encoding: settings.encoding)
    }
}
