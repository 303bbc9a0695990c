internal import Tour
internal import TourBundle

/// The guide's map as it goes into the bundle.
struct BaseMapSource {
    /// In the order in which they are stored.
    let files: [TourSources.Media]
    /// Which tiles there are, and under which digest; nil for a map that has none.
    let index: (bytes: [UInt8], name: String)?
    let manifest: TourManifest.Map

    /// Nil where the tour has no map.
    ///
    /// - Parameter found: what lies in the files, without an error.
    init?(_ document: TourDocument, _ found: BaseMapFiles, ledger: inout SourceLedger) throws {
        guard let map = document.map else { return nil }
        switch map.layer {
        case .geoJSON(let name):
            let path = document.resolve(name)
            let digest = try ledger.digest(of: path)
            files = [.init(name: name, path: path, type: "application/geo+json", digest: digest)]
            index = nil
            manifest = TourManifest.Map(attribution: map.attribution, geojson: digest)
        case .tiles(let name):
            var tiles: [String: Digest] = [:]
            files = try (found.folder?.tiles ?? []).map { tile in
                let digest = try ledger.digest(of: tile.path)
                tiles["\(tile.place)"] = digest
                return .init(name: "\(name)/\(tile.place)", path: tile.path, type: tile.mediaType, digest: digest)
            }
            let bytes = try ManifestJSON.encode(MapIndex(tiles: tiles))
            index = (bytes, name)
            manifest = TourManifest.Map(attribution: map.attribution, tiles: Digest(of: bytes))
        }
    }
}
