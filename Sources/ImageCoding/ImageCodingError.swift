/// Why a picture was not read or written.
package enum ImageCodingError: Error, Hashable {
    /// The operating system's reason.
    case unreadable(file: String, reason: String)
    case unknownFormat(file: String)
    /// A sound picture of a kind that is not decoded.
    case unsupported(file: String, feature: String)
    /// `limit` in pixels.
    case tooManyPixels(file: String, width: Int, height: Int, limit: Int)
    /// `limit` in bytes.
    case tooMuchMemory(file: String, limit: Int)
    case truncated(file: String, place: DecodingPlace)
    /// The bytes contradict the format; the reason is the library's.
    case damaged(file: String, place: DecodingPlace, reason: String)
    /// Metadata that decides what the picture shows, and cannot be true.
    case contradictoryMetadata(file: String, field: String, reason: String)
    /// The disk has no room for what must be kept of the picture; the reason names size, folder and the system's.
    case noScratch(file: String, reason: String)
    /// The system has no more memory.
    case outOfMemory(file: String)
    /// The format cannot hold the picture; the reason is the library's.
    case notEncoded(reason: String)
}

// MARK: - CustomStringConvertible

extension ImageCodingError: CustomStringConvertible {
    /// One line: the file, what is wrong, what to do.
    package var description: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file): cannot be read (\(reason)); check the path and its permissions"
        case .unknownFormat(let file):
            "\(file): neither JPEG nor PNG nor TIFF; save the picture as one of them"
        case .unsupported(let file, let feature):
            "\(file): cannot be decoded (\(feature)); save the picture as 8-bit baseline JPEG or as PNG"
        case .tooManyPixels(let file, let width, let height, let limit):
            "\(file): \(width)x\(height) pixels, more than the limit of \(limit); raise it with --max-megapixels, or scale the picture down"
        case .tooMuchMemory(let file, let limit):
            "\(file): takes more than \(limit) bytes to decode; allow more with --memory, or scale the picture down"
        case .truncated(let file, let place):
            "\(file): truncated \(place); export the picture again"
        case .damaged(let file, let place, let reason):
            "\(file): damaged \(place) (\(reason)); export the picture again"
        case .contradictoryMetadata(let file, let field, let reason):
            "\(file): \(field): \(reason); mend or remove it, for example with exiftool"
        case .noScratch(let file, let reason):
            "\(file): must be kept on the disk while it is decoded (\(reason)); point TMPDIR at a folder with room"
        case .outOfMemory(let file):
            "\(file): no memory left to decode it; end other programs or scale the picture down"
        case .notEncoded(let reason):
            "picture not encoded (\(reason)); make it smaller"
        }
    }
}
