import Foundation

/// A raster tile of the guide's map, as web maps count them ("XYZ"): on zoom 0 one shows the world in Web Mercator, on each
/// further zoom four stand for one; columns count from 180° west, rows from the north.
package struct MapTile: Sendable, Hashable {
    package static let finestZoom = 22

    package let zoom: Int
    package let column: Int
    package let row: Int

    /// `nil` where there is no such tile.
    package init?(zoom: Int, column: Int, row: Int) {
        guard (0...Self.finestZoom).contains(zoom) else { return nil }
        let side = 0..<(1 << zoom)
        guard side.contains(column), side.contains(row) else { return nil }
        (self.zoom, self.column, self.row) = (zoom, column, row)
    }

    /// The tile of a zoom in which a location lies; `nil` near the poles, where there is none.
    package init?(at location: TourDocument.Location, zoom: Int) {
        let latitude = location.latitudeDegrees * .pi / 180
        guard (0...Self.finestZoom).contains(zoom), abs(latitude) < .pi / 2 else { return nil }
        let side = Double(1 << zoom)
        let x = (location.longitudeDegrees / 360 + 0.5) * side
        let y = (0.5 - asinh(tan(latitude)) / (2 * .pi)) * side
        guard (0...side).contains(x), (0..<side).contains(y) else { return nil }
        self.init(zoom: zoom, column: min(Int(x), (1 << zoom) - 1), row: Int(y))
    }

    /// The same with the row counted from the other end, as TMS does.
    var mirrored: MapTile { MapTile(zoom, column, (1 << zoom) - 1 - row) }

    private init(_ zoom: Int, _ column: Int, _ row: Int) {
        (self.zoom, self.column, self.row) = (zoom, column, row)
    }
}

extension MapTile: Comparable {
    package static func < (one: Self, other: Self) -> Bool {
        (one.zoom, one.column, one.row) < (other.zoom, other.column, other.row)
    }
}

extension MapTile: CustomStringConvertible {
    /// As its file is called, without the ending.
    package var description: String { "\(zoom)/\(column)/\(row)" }
}
