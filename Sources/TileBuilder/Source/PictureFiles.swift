internal import Foundation
internal import Panorama

/// The files of one source as the user names them: a picture, or six faces of a cubemap, or the folder in which these lie.
package struct PictureFiles: Sendable, Hashable {
    /// One, or six in the order of `CubeFace`.
    package let paths: [String]

    package init(picture path: String) {
        paths = [path]
    }

    /// - Throws: `TileBuilderError.cubeFaces` where it is not clear which file is which face, `.system` where a folder cannot
    ///   be read.
    package init(_ named: [String]) throws(TileBuilderError) {
        if named.count == 1, Self.isFolder(named[0]) {
            paths = try Self.faces(inFolder: named[0])
        } else if named.count == 1 {
            paths = named
        } else {
            paths = try Self.faces(among: named, of: named[0])
        }
    }

    private static let endings: Set<String> = ["jpg", "jpeg", "png", "tif", "tiff"]

    private static func isFolder(_ path: String) -> Bool {
        (try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }

    private static func faces(inFolder path: String) throws(TileBuilderError) -> [String] {
        let folder = URL(fileURLWithPath: path)
        var names: [String] = []
        try onDisk("read", folder) { names = try FileManager.default.contentsOfDirectory(atPath: $0.path) }
        let pictures = names.filter { endings.contains(($0 as NSString).pathExtension.lowercased()) }
        return try faces(among: pictures.map { (path as NSString).appendingPathComponent($0) }, of: path)
    }

    private static func faces(among paths: [String], of place: String) throws(TileBuilderError) -> [String] {
        let names = paths.map { ($0 as NSString).lastPathComponent }
        let byName = Dictionary(zip(names, paths)) { first, _ in first }
        do {
            return try CubeFaceNames.faces(among: names).compactMap { byName[$0] }
        } catch {
            throw .cubeFaces(path: place, what: error.description)
        }
    }
}
