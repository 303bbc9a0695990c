internal import ImageCoding
internal import Panorama
internal import Resampling

/// A full equirectangular panorama in a picture file, which may hold a second one beside it.
struct PanoramaFile: Sendable {
    let path: String
    let size: Equirectangular
    private let limits: ImageLimits
    /// Of the panorama's first pixel in the picture.
    private let place: (column: Int, row: Int)

    init(path: String, size: Equirectangular, place: (column: Int, row: Int), limits: ImageLimits) {
        self.path = path
        self.size = size
        self.place = place
        self.limits = limits
    }

    /// - Throws: `ImageCodingError`.
    func decoder() throws(ImageCodingError) -> ImageDecoder {
        try ImageDecoder(path: path, limits: limits)
    }

    /// - Parameters:
    ///   - decoder: this file's.
    ///   - asPlanes: whether rows may come as planes, where the file has them so.
    /// - Throws: `ImageCodingError`, or `CancellationError`.
    func rows(_ decoder: consuming ImageDecoder, asPlanes: Bool) throws -> PanoramaRows {
        try PanoramaRows(decoder, size: size, place: place, asPlanes: asPlanes)
    }
}
