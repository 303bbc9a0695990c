/// Why pictures or a tour cannot be built.
package enum TileBuilderError: Error, Equatable {
    /// The picture is no full equirectangular panorama.
    case notEquirectangular(path: String, width: Int, height: Int)
    case occupied(path: String)
    /// Another process writes the same tile set.
    case busy(path: String)
    /// Counted along a side of a face.
    case tooManyTiles(layout: TileLayout, count: Int, most: Int)
    /// A source became another while it was read.
    case changed(path: String)
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
        case .busy(let path):
            "\(path): another program is writing it; wait until that has ended"
        case .tooManyTiles(let layout, let count, let most):
            "\(layout.rawValue): \(count) tiles a side of a face, this viewer reads \(most) at most; "
                + "give a smaller --face-size or a larger --tile-size"
        case .changed(let path):
            "\(path): it changed during the build; build again when it is at rest"
        case .unsupported(let place, let what):
            "\(place): \(what)"
        case .system(let path, let operation, let reason):
            "\(path): cannot \(operation): \(reason); check the place, its rights and the free space"
        }
    }
}
