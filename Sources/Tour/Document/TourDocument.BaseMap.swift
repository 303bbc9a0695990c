extension TourDocument {
    /// A base layer for the guide's map.
    package struct BaseMap: Sendable {
        package enum Layer: Sendable, Hashable {
            /// The path of a GeoJSON file.
            case geoJSON(String)
            /// The path of a folder of raster tiles, `ZOOM/COLUMN/ROW.png` or `.jpg`.
            case tiles(String)
        }

        package let layer: Layer
        /// Whose map it is, shown on it.
        package let attribution: String
        package let marks: Marks

        /// Where the document names the layer.
        package var mark: SourceMark {
            switch layer {
            case .geoJSON: marks["geojson"]
            case .tiles: marks["tiles"]
            }
        }
    }
}
