internal import Foundation
internal import ImageCoding
internal import Tour
internal import TourBundle

/// A folder of raster tiles for the guide's map, `ZOOM/COLUMN/ROW.png` or `.jpg`. What else lies in it is passed over:
/// programs that make tiles leave pages and indexes beside them.
struct MapTileFolder {
    struct Tile {
        let place: MapTile
        let path: String
        /// As in HTTP's `Content-Type`.
        let mediaType: String
    }

    /// A town's streets to zoom 17. Each is a file to look at in every build.
    static let mostTiles = 5000
    /// In bytes; a tile of 512 pixels a side without any compression.
    static let largestTile = 1 << 20
    /// In pixels. The larger ones are for fine screens: they show no more of the Earth.
    private static let sides = [256, 512]
    /// Where one tile is wrong, all may be.
    private static let mostFindings = 10

    /// By zoom, column and row.
    private(set) var tiles: [Tile] = []
    private(set) var findings: [TourFinding] = []
    private let reference: TourDocument.Reference
    private let file: String

    /// Looks at the headers of all tiles.
    ///
    /// - Parameter file: the document that names the folder.
    init(_ reference: TourDocument.Reference, at folder: String, in file: String) {
        (self.reference, self.file) = (reference, file)
        guard isFolder(folder) else {
            report(
                .missingFile,
                "there is no folder '\(reference.path)'",
                "put the map's tiles there, or correct it"
            )
            return
        }
        let names = tileNames(in: folder)
        guard names.count <= Self.mostTiles else {
            let advice = "leave out the finest zoom, or what lies far from the route"
            report(.fileTooLarge, "the map '\(reference.path)' has more than \(Self.mostTiles) tiles", advice)
            return
        }
        for (place, path) in names where findings.count < Self.mostFindings { read(place, path) }
        guard tiles.isEmpty, findings.isEmpty else { return }
        let advice = "make them with `gdal2tiles.py --xyz`, or in QGIS with “Generate XYZ tiles (Directory)”"
        report(.badMap, "there are no tiles ZOOM/COLUMN/ROW.png or .jpg in '\(reference.path)'", advice)
    }

    /// By zoom, column and row; one more than there may be at most.
    private mutating func tileNames(in folder: String) -> [(MapTile, String)] {
        var names: [(MapTile, String)] = []
        for zoom in numbers(in: folder) {
            for column in numbers(in: "\(folder)/\(zoom.number)") {
                let strip = "\(folder)/\(zoom.number)/\(column.number)"
                for row in numbers(in: strip) where ["png", "jpg", "jpeg"].contains(row.ending) {
                    guard names.count <= Self.mostTiles, findings.count < Self.mostFindings else { return names }
                    let path = "\(strip)/\(row.name)"
                    if let tile = MapTile(zoom: zoom.number, column: column.number, row: row.number) {
                        names.append((tile, path))
                    } else {
                        let advice = "zooms go from 0 to \(MapTile.finestZoom), columns and rows from 0 to 2^zoom − 1"
                        report(.badMap, path, "there is no such tile on the Earth", advice)
                    }
                }
            }
        }
        return names
    }

    private mutating func read(_ place: MapTile, _ path: String) {
        guard tiles.last?.place != place else {
            return report(.badMap, path, "this tile is there in two files", "keep one of them")
        }
        guard let size = FileState(path: path)?.size, size <= Self.largestTile else {
            let advice = "save it with fewer colours, or as JPEG of less quality"
            return report(.fileTooLarge, path, "this tile has more than 1 MiB", advice)
        }
        do {
            let info = try ImageDecoder(path: path).info
            guard Self.sides.contains(info.width), info.width == info.height, info.format != .tiff else {
                let what = "this tile is \(info.format.mediaType) of \(info.width) x \(info.height) pixels"
                return report(.badMap, path, what, "give PNG or JPEG of 256 or 512 pixels a side")
            }
            tiles.append(Tile(place: place, path: path, mediaType: info.format.mediaType))
        } catch {
            let parts = "\(error)".trimmingPrefix("\(path): ").split(separator: "; ", maxSplits: 1).map { String($0) }
            report(.badMap, path, parts.first ?? "\(error)", parts.dropFirst().first ?? "make this tile again")
        }
    }
}

extension MapTileFolder {
    /// On the document's line.
    private mutating func report(_ code: TourFinding.Code, _ message: String, _ advice: String) {
        findings.append(TourFinding(code: code, file: file, mark: reference.mark, message: message, advice: advice))
    }

    /// On a tile.
    private mutating func report(_ code: TourFinding.Code, _ tile: String, _ message: String, _ advice: String) {
        findings.append(TourFinding(code: code, file: tile, mark: nil, message: message, advice: advice))
    }
}

private func isFolder(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/.") }

/// What in a folder is called by a whole number, with or without an ending, in the order of these.
private func numbers(in folder: String) -> [(number: Int, ending: String, name: String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let number = parts.first.flatMap({ Int($0) }), String(number) == parts[0], number >= 0 else { return nil }
        return (number, parts.count == 1 ? "" : parts[1].lowercased(), name)
    }
    .sorted { ($0.number, $0.name) < ($1.number, $1.name) }
}
