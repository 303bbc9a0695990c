internal import Foundation
internal import GRDB

extension BundleReader {
    /// Opens the database, makes sure that it is a bundle's and no more, and reads the tour.
    static func open(_ path: String) throws(BundleError) -> (DatabaseQueue, FileState, [UInt8]) {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .system(path: path, operation: "read", reason: "permission denied")
        }
        guard let header = BundleHeader(path: path), header.isBundle, let state = FileState(path: path) else {
            throw .notABundle(path: path)
        }
        if state.size < header.wholeSize {
            throw .damaged(
                path: path,
                detail: "it has \(state.size) of \(header.wholeSize) bytes, as a copy that was broken off"
            )
        }
        do {
            let database = try connection(path)
            return (database, state, try database.read { try readTour($0, path: path) })
        } catch {
            throw BundleError(reading: path, error)
        }
    }

    /// - Parameter cachedPages: that are kept in memory; nil for as many as SQLite keeps by itself.
    static func connection(_ path: String, cachedPages: Int? = nil) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        if let cachedPages {
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = \(cachedPages)") }
        }
        // Absolute, for SQLite reads some names as addresses.
        return try DatabaseQueue(path: URL(fileURLWithPath: path).path, configuration: configuration)
    }

    private static func readTour(_ database: Database, path: String) throws -> [UInt8] {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= BundleSchema.version else { throw BundleError.newerFormat(path: path, version: version) }
        guard version == BundleSchema.version else { throw BundleError.olderFormat(path: path, version: version) }
        guard try BundleSchema.isThere(database) else {
            throw BundleError.damaged(path: path, detail: "its tables are not those of a bundle")
        }
        guard let json = try Data.fetchOne(database, sql: "SELECT manifest FROM tour") else {
            throw BundleError.damaged(path: path, detail: "it holds no tour")
        }
        return Array(json)
    }
}

extension BundleError {
    /// What a failed read means: the disk's fault may pass, the file's does not.
    init(reading path: String, _ error: any Error) {
        switch error {
        case let error as BundleError: self = error
        case is CancellationError: self = .system(path: path, operation: "read", reason: "interrupted")
        case let error as DatabaseError: self = Self(path, error)
        default: self = .damaged(path: path, detail: String(describing: error))
        }
    }

    private init(_ path: String, _ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notABundle(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PERM, .SQLITE_NOMEM,
            .SQLITE_INTERRUPT:
            self = .system(path: path, operation: "read", reason: error.message ?? error.description)
        default: self = .damaged(path: path, detail: error.message ?? error.description)
        }
    }
}
