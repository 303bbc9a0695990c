internal import Panorama
internal import Resampling
internal import TourBundle

/// What a job brings.
enum MadePicture: Sendable {
    case tiles([EncodedTile])
    /// A face of the picture of all six.
    case face(CubeFace, PixelBuffer)
}
