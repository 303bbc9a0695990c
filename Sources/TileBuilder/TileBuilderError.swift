/// Why pictures or a tour cannot be built.
package enum TileBuilderError: Error, Equatable {
    /// The picture is no full equirectangular panorama.
    case notEquirectangular(path: String, width: Int, height: Int)
    case occupied(path: String)
    case tooManyTiles(layout: TileLayout, faceSize: Int, largestFaceSize: Int)
    /// The tour asks for something that this version cannot build.
    case unsupported(place: String, what: String)
    case system(path: String, operation: String, reason: String)
}

extension TileBuilderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notEquirectangular(let path, let width, let height):
            "\(path): \(width) x \(height) pixels; a full equirectangular panorama is twice as wide as high"
        case .occupied(let path):
            "\(path): there is something else than a tile set; name an empty or new folder"
        case .tooManyTiles(let layout, let faceSize, let largest):
            "\(layout.rawValue): faces of \(faceSize) pixels are cut finer than this viewer reads; "
                + "give --face-size \(largest) or less"
        case .unsupported(let place, let what):
            "\(place): \(what)"
        case .system(let path, let operation, let reason):
            "\(path): cannot \(operation): \(reason); check the place, its rights and the free space"
        }
    }
}
