/// A file format of pictures.
package enum ImageFormat: Sendable, Hashable {
    case jpeg
    case png
    /// Read only.
    case tiff

    /// The media type of RFC 2046 that IANA lists for the format.
    package var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .tiff: "image/tiff"
        }
    }

    /// The usual ending of file names, without the dot.
    package var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .tiff: "tif"
        }
    }
}
