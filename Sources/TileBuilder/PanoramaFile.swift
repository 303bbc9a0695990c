package import ImageCoding
package import Panorama
internal import Resampling

/// A picture file that is a full equirectangular panorama, known by its header.
package struct PanoramaFile: Sendable {
    package let path: String
    package let size: Equirectangular
    private let limits: ImageLimits
    /// Of the panorama's first pixel in the picture.
    private let place: (column: Int, row: Int)

    /// Reads the header alone.
    ///
    /// - Throws: `ImageCodingError`, or `TileBuilderError.notEquirectangular` unless the width is twice the height (a
    ///   pixel more or less is forgiven).
    package init(path: String, limits: ImageLimits = TileSettings().limits) throws {
        let info = try ImageDecoder(path: path, limits: limits).info
        guard abs(info.width - 2 * info.height) <= 1, info.height >= 2 else {
            throw TileBuilderError.notEquirectangular(path: path, width: info.width, height: info.height)
        }
        self.path = path
        self.size = Equirectangular(width: info.width, height: info.height)
        self.limits = limits
        place = (0, 0)
    }

    /// A panorama that is part of a picture.
    init(path: String, size: Equirectangular, place: (column: Int, row: Int), limits: ImageLimits) {
        self.path = path
        self.size = size
        self.place = place
        self.limits = limits
    }

    /// - Throws: `ImageCodingError`.
    func rows() throws -> PanoramaRows {
        try PanoramaRows(ImageDecoder(path: path, limits: limits), size: size, place: place)
    }
}
