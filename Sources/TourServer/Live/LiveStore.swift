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
        case drives
        case fleet
    }

    /// A database of another program, which is not ours to change or to put aside.
    struct Foreign: Error {}

    private let database: DatabaseQueue

    /// "ZTRS"
    private static let applicationID = 0x5A54_5253

    /// - Throws: `Foreign`, or SQLite's error; damaged pages are one.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try Self.makeSure(database)
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { database in
            let check = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
            guard check == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: check) }
            // Nothing is written to a file that is ours already, so that one on a full disk opens as well.
            guard try !database.tableExists("kept") else { return }
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try database.execute(sql: "CREATE TABLE kept (kind TEXT PRIMARY KEY, json BLOB NOT NULL)")
        }
    }

    /// Before anything is changed in it.
    private static func makeSure(_ database: Database) throws {
        let known = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
        guard known == applicationID || isEmpty else { throw Foreign() }
    }

    /// `nil` where nothing was kept.
    ///
    /// - Throws: SQLite's error, or the decoder's where what was kept cannot be understood.
    func load<Value: Decodable>(_ kind: Kind, as type: Value.Type) throws -> Value? {
        let json = try reading { database in
            try Data.fetchOne(database, sql: "SELECT json FROM kept WHERE kind = ?", arguments: [kind.rawValue])
        }
        return try json.map { try JSONDecoder().decode(type, from: $0) }
    }

    func reading<Value>(_ look: (Database) throws -> Value) throws -> Value { try database.read(look) }

    func reading<Value: Sendable>(_ look: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(look)
    }

    struct Content: Sendable {
        var kinds: [Kind: Data]
        /// To be added to the log.
        var entries: [HandoverEntry] = []
    }

    /// Writes all of it, or nothing.
    ///
    /// - Parameter content: is asked when it is this write's turn, so that the last write has the last state.
    /// - Returns: the last entry of the log that was written.
    func save(_ content: @escaping @Sendable () throws -> Content) async throws -> Int? {
        try await database.write { database in
            let content = try content()
            try Self.add(content.entries, to: database)
            for (kind, json) in content.kinds {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO kept (kind, json) VALUES (?, ?)",
                    arguments: [kind.rawValue, json]
                )
            }
            return content.entries.last?.id
        }
    }
}
