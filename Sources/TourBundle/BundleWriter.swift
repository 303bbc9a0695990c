internal import Foundation
internal import GRDB

/// Writes a bundle: media and panoramas first, the tour last. Nothing stands at the path until `finish` returns.
///
/// The same calls in the same order give the same file, byte for byte.
package final class BundleWriter {
    private var file: PartialFile
    private let tables: BundleTables

    /// - Throws: `BundleError.busy` when another process writes the same bundle, `.occupied`, `.noFolder` or `.readOnly`
    ///   when the place cannot take one.
    package init(path: String) throws(BundleError) {
        file = try PartialFile(path: path)
        do {
            let database = try DatabaseQueue(path: file.partialPath, configuration: Self.configuration)
            try database.writeWithoutTransaction { try $0.execute(sql: BundleSchema.statements) }
            tables = BundleTables(database: database, path: path)
        } catch {
            throw BundleError(writing: path, error)
        }
    }

    /// The journal is for taking back a damaged copy alone: a partial file that was not finished is thrown away whole.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE"
            )
        }
        return configuration
    }

    /// Where the tiles of an unfinished build are kept. The file belongs to whoever has this writer.
    package var storePath: String { file.path + ".tiles.partial" }

    /// Stores bytes once, whatever the number of calls, and names them as media that `/media` may serve.
    ///
    /// - Throws: `BundleError.twoKinds` when the same bytes are there already as another kind: a digest has one answer.
    package func addMedia(_ bytes: [UInt8], mediaType: String, name: String) throws(BundleError) -> Digest {
        let digest = Digest(of: bytes)
        try tables.write { database in
            let blob = try database.insertBlob(digest, Data(bytes))
            let sql = "SELECT media_type, name FROM media WHERE blob = ?"
            guard let known = try Row.fetchOne(database, sql: sql, arguments: [blob]) else {
                return try database.execute(
                    sql: "INSERT INTO media VALUES (?, ?, ?)",
                    arguments: [blob, mediaType, name]
                )
            }
            guard known["media_type"] == mediaType else {
                throw BundleError.twoKinds(path: name, other: known["name"])
            }
        }
        return digest
    }

    /// Stores tiles of an open panorama; equal tiles are stored once.
    package func add(_ tiles: [EncodedTile], to panorama: inout OpenPanorama) throws(BundleError) {
        try tables.add(tiles, to: &panorama)
    }

    /// - Precondition: every tile of the pyramid was added once.
    /// - Returns: the panorama's digest; a panorama that is there already is not kept twice.
    package func close(_ panorama: consuming OpenPanorama) throws(BundleError) -> Digest {
        try tables.close(panorama, source: nil)
    }

    /// Copies a finished panorama, each tile held to its digest.
    ///
    /// - Parameter source: by which `cache` knows the panorama, and this bundle will.
    /// - Returns: the panorama's digest; nil, and nothing copied, when it is not there or damaged.
    package func copy(_ source: Digest, from cache: PanoramaCache) throws(BundleError) -> Digest? {
        try cache.copy(source, to: tables)
    }

    /// Stores the tour and puts the bundle under its name, on the disk.
    ///
    /// - Parameter document: the text of `tour.yaml` from which the tour was built.
    /// - Returns: the file that now bears the name.
    @discardableResult
    package func finish(_ manifest: TourManifest, document: String) throws(BundleError) -> FileState {
        try tables.write { database in
            let json = Data(try ManifestJSON.encode(manifest))
            try database.execute(sql: "INSERT INTO tour VALUES (1, ?, ?)", arguments: [json, document])
        }
        do {
            try tables.database.close()
        } catch {
            throw BundleError(writing: file.path, error)
        }
        // SQLite's count of changes, twice in its header: a copy that was taken back counts, but may leave no trace.
        for offset in BundleHeader.changeCounters { try file.write([0, 0, 0, 1], at: offset) }
        return try file.commit()
    }
}
