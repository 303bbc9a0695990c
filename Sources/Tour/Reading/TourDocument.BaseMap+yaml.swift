extension TourDocument.BaseMap {
    init?(_ mapping: inout MappingReader) {
        let geoJSON = mapping.optional("geojson", .path(.map))
        let tiles = mapping.optional("tiles", .folder(.tiles))
        mapping.exactlyOne(of: ["geojson"], ["tiles"])
        let attribution = mapping.required("attribution", .text)
        guard let layer = geoJSON.map(Layer.geoJSON) ?? tiles.map(Layer.tiles), let attribution else { return nil }
        self.init(layer: layer, attribution: attribution, marks: mapping.marks)
    }
}
