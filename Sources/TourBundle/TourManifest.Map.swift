extension TourManifest {
    /// A base layer for the guide's map: one of `geojson` and `tiles`.
    package struct Map: Sendable, Equatable, Codable {
        /// Whose map it is, to be shown on it.
        package var attribution: String
        /// Of a GeoJSON file.
        package var geojson: Digest?
        /// Of a ``MapIndex``.
        package var tiles: Digest?

        package init(attribution: String, geojson: Digest? = nil, tiles: Digest? = nil) {
            self.attribution = attribution
            self.geojson = geojson
            self.tiles = tiles
        }
    }
}

/// The raster tiles of a map: a file of its own in the bundle, for headsets need none of it.
package struct MapIndex: Sendable, Equatable, Codable {
    package static let mediaType = "application/json"

    /// By zoom, column and row as in `13/4271/2802`.
    package var tiles: [String: Digest]

    package init(tiles: [String: Digest]) {
        self.tiles = tiles
    }
}
