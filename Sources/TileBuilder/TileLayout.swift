package import Panorama

/// Whose names the files of a tile set on disk bear.
package enum TileLayout: String, CaseIterable, Sendable {
    case zeitreise
    case pannellum
    case marzipano
    case psv

    /// Where a tile lies below the tile set's folder.
    ///
    /// - Parameters:
    ///   - address: of the tile.
    ///   - name: of the tile set; Marzipano's projects tell their scenes apart by it.
    ///   - fileExtension: without the dot.
    package func path(_ address: TileAddress, name: String, fileExtension: String) -> String {
        let (level, face, row, column) = (address.level, address.face, address.row, address.column)
        let place =
            switch self {
            case .zeitreise: "\(level)/\(face.letter)/\(row)/\(column)"
            case .pannellum: "\(level + 1)/\(face.letter)\(row)_\(column)"
            case .marzipano: "tiles/\(name)/\(level)/\(face.letter)/\(row)/\(column)"
            case .psv: "\(level)/\(face.viewerName)/\(row)/\(column)"
            }
        return "\(place).\(fileExtension)"
    }

    /// The file that tells a viewer of the tiles, by which we also know a tile set of our own.
    package var manifestName: String {
        switch self {
        case .zeitreise: "manifest.json"
        case .pannellum: "config.json"
        case .marzipano: "data.js"
        case .psv: "panorama.js"
        }
    }

    /// Whether the viewer can be told which tiles there are not; the others get black ones.
    package var knowsAbsentTiles: Bool { self == .zeitreise || self == .pannellum }

    /// Photo Sphere Viewer cuts a face into 16 by 16 at the most.
    package var mostTilesPerSide: Int? { self == .psv ? 16 : nil }
}

extension CubeFace {
    /// The face's name in Photo Sphere Viewer.
    var viewerName: String {
        switch self {
        case .front: "front"
        case .right: "right"
        case .back: "back"
        case .left: "left"
        case .up: "top"
        case .down: "bottom"
        }
    }
}
