package import Panorama

/// Why pictures or a tour cannot be built.
package enum TileBuilderError: Error, Equatable {
    /// What the picture shows of the sphere is not clear, or not possible.
    case projection(path: String, ProjectionError)
    /// Of a cubemap's six pictures; `what` is wrong.
    case cubeFaces(path: String, what: String)
    /// The picture is smaller than a texel of the faces.
    case nothingToShow(path: String)
    /// The layout's viewer knows no absent tiles, and of so many in all there would be too many to write.
    case needsEveryTile(layout: TileLayout, count: Int)
    /// In bytes.
    case tooMuchMemory(path: String, needed: Int, budget: Int)
    case occupied(path: String)
    /// A new folder was to be made.
    case notEmpty(path: String)
    /// Another process writes the same tile set.
    case busy(path: String)
    /// Counted along a side of a face.
    case tooManyTiles(layout: TileLayout, count: Int, most: Int)
    /// A source became another while it was read.
    case changed(path: String)
    /// The tour asks for something that this version cannot build.
    case unsupported(place: String, what: String)
    /// The place takes no files: a retry is of no use.
    case notWritable(path: String, reason: String)
    case system(path: String, operation: String, reason: String)
}

extension TileBuilderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .projection(let path, let error):
            "\(path): \(error)"
        case .cubeFaces(let path, let what):
            "\(path): \(what); a cubemap is six pictures named by their ends: _f _r _b _l _u _d, "
                + "front right back left up down, or 0 to 5; of a folder of panoramas name the pictures themselves"
        case .nothingToShow(let path):
            "\(path): smaller than a pixel of such faces; give a larger --face-size"
        case .needsEveryTile(let layout, let count):
            "\(layout.rawValue): this viewer needs every tile of the sphere, also where there is no picture: \(count); "
                + "make it with a smaller --face-size, or for another --layout"
        case .tooMuchMemory(let path, let needed, let budget):
            "\(path): needs \(needed >> 20) MiB of memory, and may take \(budget >> 20); give --memory \((needed >> 20) + 1)"
        case .occupied(let path):
            "\(path): there is something else than a tile set; name an empty or new folder"
        case .notEmpty(let path):
            "\(path): there is something already; name a new or empty folder"
        case .busy(let path):
            "\(path): another program is writing it; wait until that has ended"
        case .tooManyTiles(let layout, let count, let most):
            "\(layout.rawValue): \(count) tiles a side of a face, this viewer reads \(most) at most; "
                + "make it with a smaller --face-size or a larger --tile-size"
        case .changed(let path):
            "\(path): it changed during the build; build again when it is at rest"
        case .unsupported(let place, let what):
            "\(place): \(what)"
        case .notWritable(let path, let reason):
            "\(path): nothing can be written here: \(reason); allow it, or name another place"
        case .system(let path, let operation, let reason):
            "\(path): cannot \(operation): \(reason); check the place, its rights and the free space"
        }
    }
}
