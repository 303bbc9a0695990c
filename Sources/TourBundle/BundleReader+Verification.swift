internal import Foundation
internal import GRDB
internal import Panorama
internal import Tour

extension BundleReader {
    /// Reads everything: SQLite's own structure, the digest of every blob, the pyramid and digest of every panorama, and
    /// every reference of the tour. Faults are collected, not thrown; an unreadable file is the only error.
    package func verify() async throws(BundleError) -> BundleVerification {
        let tour = tour
        return try await read { database in
            var result = BundleVerification()
            try checkStructure(database, &result)
            try checkBlobs(database, &result)
            try checkPanoramas(database, &result)
            try checkReferences(of: tour, database, &result)
            return result
        }
    }
}

private func checkStructure(_ database: Database, _ result: inout BundleVerification) throws {
    let lines = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
    result.faults += lines.filter { $0 != "ok" }.map { "SQLite: \($0)" }
    let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
    result.faults += orphans.map { "table \($0["table"] as String? ?? "?") names a row that is not there" }
}

private func checkBlobs(_ database: Database, _ result: inout BundleVerification) throws {
    let sql = """
        SELECT id, sha256, length(bytes) >= \(StoredBlob.largeBytes) AS is_large,
            CASE WHEN length(bytes) < \(StoredBlob.largeBytes) THEN bytes END AS bytes
        FROM blob
        """
    let rows = try Row.fetchCursor(database, sql: sql)
    while let row = try rows.next() {
        result.blobs += 1
        guard let digest = Data.fromDatabaseValue(row["sha256"]).flatMap({ Digest(bytes: $0) }),
            let content = try content(of: row, database)
        else {
            result.faults.append("blob \(row["id"] as Int64? ?? 0) has no proper name")
            continue
        }
        result.bytes += content.byteCount
        if content.digest != digest { result.faults.append("blob \(digest): its bytes have another SHA-256") }
    }
}

/// Reads what is large in pieces.
private func content(of row: Row, _ database: Database) throws -> (digest: Digest, byteCount: Int)? {
    guard row["is_large"] == true else {
        return Data.fromDatabaseValue(row["bytes"]).map { (Digest(of: $0), $0.count) }
    }
    let handle = try BlobHandle(database, row: row["id"])
    let digest = try Digest(ofPieces: BlobHandle.pieces(of: handle.byteCount)) { range in
        try Task.checkCancellation()
        return try handle.read(range)
    }
    return (digest, handle.byteCount)
}

private func checkPanoramas(_ database: Database, _ result: inout BundleVerification) throws {
    for row in try Row.fetchAll(database, sql: "SELECT * FROM panorama ORDER BY id") {
        result.panoramas += 1
        guard let panorama = StoredPanorama(row) else {
            result.faults.append("panorama \(result.panoramas) has no proper digest or sizes")
            continue
        }
        let tiles = try StoredTile.all(of: panorama, in: database)
        result.tiles += tiles.count
        if TileCoverage(pyramid: panorama.pyramid, stored: tiles) == nil {
            result.faults.append("panorama \(panorama.digest): its \(tiles.count) tiles are not those of a pyramid")
        } else if Digest(pyramid: panorama.pyramid, mediaType: panorama.mediaType, tiles: tiles) != panorama.digest {
            result.faults.append("panorama \(panorama.digest): its tiles are not those that its digest names")
        }
    }
}

private func checkReferences(of tour: TourManifest, _ database: Database, _ result: inout BundleVerification) throws {
    do {
        _ = try TourRoute(tour)
    } catch {
        result.faults.append("the tour: \(error)")
    }
    result.media = try Int.fetchOne(database, sql: "SELECT count(*) FROM media") ?? 0
    if let map = tour.map { try check(map, database, &result) }
    for place in tour.places {
        let epochs = Set(place.epochs.map(\.id))
        if let first = place.first, !epochs.contains(first) {
            result.faults.append("\(place.id): its first epoch '\(first)' is none of its own")
        }
        for epoch in place.epochs {
            let name = "\(place.id)/\(epoch.id)"
            for panorama in [epoch.panorama, epoch.right, epoch.original].compactMap({ $0 })
            where try BundleReader.panorama(panorama, in: database) == nil {
                result.faults.append("\(name): panorama \(panorama) is not in the bundle")
            }
            if let over = epoch.over, !epochs.contains(over) {
                result.faults.append("\(name): lies over epoch '\(over)', which its place does not have")
            }
            let media = epoch.narration.merging(epoch.captions.map { ("\($0.key) captions", $0.value) }) { $1 }
            for (language, digest) in media.sorted(by: { $0.key < $1.key })
            where try !isMedia(digest, database) {
                result.faults.append("\(name): \(language) media \(digest) is not in the bundle")
            }
        }
    }
}

private func check(_ map: TourManifest.Map, _ database: Database, _ result: inout BundleVerification) throws {
    for digest in [map.geojson, map.tiles].compactMap(\.self) where try !isMedia(digest, database) {
        result.faults.append("the map: media \(digest) is not in the bundle")
    }
    let sql = "SELECT bytes FROM blob WHERE sha256 = ?"
    guard let digest = map.tiles, let json = try Data.fetchOne(database, sql: sql, arguments: [Data(digest.bytes)])
    else { return }
    guard let index = try? ManifestJSON.decode(MapIndex.self, from: [UInt8](json)) else {
        return result.faults.append("the map: its index of tiles cannot be read")
    }
    for (tile, digest) in index.tiles.sorted(by: { $0.key < $1.key }) where try !isMedia(digest, database) {
        result.faults.append("the map: tile \(tile), media \(digest), is not in the bundle")
    }
}

private func isMedia(_ digest: Digest, _ database: Database) throws -> Bool {
    let sql = "SELECT count(*) FROM media JOIN blob ON blob.id = media.blob WHERE blob.sha256 = ?"
    return try Int.fetchOne(database, sql: sql, arguments: [Data(digest.bytes)]) == 1
}
