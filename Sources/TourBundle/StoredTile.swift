internal import Foundation
internal import GRDB
internal import Panorama

/// A row of the table `tile` with the name of its blob.
struct StoredTile {
    let address: TileAddress
    let digest: Digest
    /// Number of the blob.
    let blob: Int64
}

extension StoredTile {
    /// The tiles of a panorama in ascending order of address; rows that are no address are left out, and so are found
    /// missing.
    static func all(of panorama: StoredPanorama, in database: Database) throws -> [Self] {
        let sql = """
            SELECT tile.level, tile.face, tile.row, tile."column", tile.blob, blob.sha256
            FROM tile JOIN blob ON blob.id = tile.blob WHERE tile.panorama = ?
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [panorama.id])
            .compactMap(Self.init)
            .sorted { $0.address < $1.address }
    }

    private init?(_ row: Row) {
        guard let level = Int.fromDatabaseValue(row["level"]),
            let face = Int.fromDatabaseValue(row["face"]).flatMap(CubeFace.init(rawValue:)),
            let tileRow = Int.fromDatabaseValue(row["row"]), let column = Int.fromDatabaseValue(row["column"]),
            let digest = Data.fromDatabaseValue(row["sha256"]).flatMap({ Digest(bytes: $0) }),
            let blob = Int64.fromDatabaseValue(row["blob"])
        else { return nil }
        address = TileAddress(level: level, face: face, row: tileRow, column: column)
        self.digest = digest
        self.blob = blob
    }
}

extension Digest {
    init(pyramid: Pyramid, mediaType: String, tiles: [StoredTile]) {
        self.init(pyramid: pyramid, mediaType: mediaType, tiles: tiles.map { ($0.address, $0.digest) })
    }
}

extension TileCoverage {
    /// Nil unless there is a tile, and for each tile the one below it.
    init?(pyramid: Pyramid, stored tiles: [StoredTile]) {
        guard !tiles.isEmpty else { return nil }
        self.init(pyramid: pyramid, tiles: tiles.map(\.address))
    }
}
