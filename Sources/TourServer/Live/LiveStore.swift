internal import Foundation
internal import GRDB
internal import TourBundle

/// Keeps what must outlive the process in one SQLite file, each kind as one row, written as a whole.
///
/// A write is on the disk when it returns. The file belongs to one server at a time.
final class LiveStore: Sendable {
    enum Kind: String {
        case state
        case sessions
        case headsets
    }

    private let database: DatabaseQueue

    /// "ZTRS"
    private static let applicationID = 0x5A54_5253

    init(path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { database in
            let known = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
            guard known == Self.applicationID || isEmpty else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try database.execute(sql: "CREATE TABLE IF NOT EXISTS kept (kind TEXT PRIMARY KEY, json BLOB NOT NULL)")
        }
    }

    /// `nil` where nothing was kept, or what was kept cannot be read any more.
    func load<Value: Decodable>(_ kind: Kind, as type: Value.Type) throws -> Value? {
        let json = try database.read { database in
            try Data.fetchOne(database, sql: "SELECT json FROM kept WHERE kind = ?", arguments: [kind.rawValue])
        }
        return json.flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    /// - Parameter value: is asked when it is this write's turn, so that the last write has the last state.
    func save<Value: Encodable & Sendable>(_ kind: Kind, _ value: @escaping @Sendable () -> Value) async throws {
        try await database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO kept (kind, json) VALUES (?, ?)",
                arguments: [kind.rawValue, try JSONEncoder().encode(value())]
            )
        }
    }
}

extension LiveStore {
    /// Opens the file or says why it cannot be used. What is damaged is put aside as `FILE.damaged`, and a new one begun.
    static func open(_ path: String) -> (store: LiveStore?, complaint: String?) {
        do {
            return (try LiveStore(path: path), nil)
        } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
            return startAnew(path)
        } catch {
            return (nil, "\(path): the state cannot be kept: \(words(error)); after a restart the tour begins anew")
        }
    }

    private static func startAnew(_ path: String) -> (store: LiveStore?, complaint: String?) {
        let aside = path + ".damaged"
        do {
            try? FileManager.default.removeItem(atPath: aside)
            try FileManager.default.moveItem(atPath: path, toPath: aside)
            for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
            return (try LiveStore(path: path), "\(path): damaged, or no state; put aside as \(aside), and begun anew")
        } catch {
            return (nil, "\(path): damaged, or no state, and cannot be replaced: \(words(error)); give another file")
        }
    }

    static func words(_ error: any Error) -> String {
        (error as? DatabaseError).map { "\($0.message ?? $0.resultCode.description)" } ?? error.localizedDescription
    }
}
