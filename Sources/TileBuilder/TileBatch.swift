internal import TourBundle

/// Hands tiles to a store some megabytes at a time: every call of the store is a transaction.
struct TileBatch {
    private(set) var panorama: OpenPanorama
    private var tiles: [EncodedTile] = []
    private var byteCount = 0

    private static let byteLimit = 1 << 20

    init(_ panorama: OpenPanorama) {
        self.panorama = panorama
    }

    mutating func add(_ tiles: [EncodedTile], to store: TileStore) throws {
        self.tiles += tiles
        byteCount += tiles.map(\.bytes.count).reduce(0, +)
        if byteCount >= Self.byteLimit { try flush(to: store) }
    }

    /// After the last tile.
    ///
    /// - Parameter preview: as `OpenPanorama.preview`.
    mutating func close(in store: TileStore, source: Digest, preview: [UInt8]?) throws {
        try flush(to: store)
        panorama.preview = preview
        try store.close(panorama, source: source)
    }

    private mutating func flush(to store: TileStore) throws {
        try store.add(tiles, to: &panorama)
        tiles = []
        byteCount = 0
    }
}
