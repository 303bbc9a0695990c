internal import Foundation
internal import GRDB

/// Who has reported what, and when: `buses.sqlite` in the depot's folder.
package final class BusBook: Sendable {
    package struct Entry: Sendable {
        package let key: VerificationKey
        package let report: BusReport
        /// By the depot's clock, since 1970.
        package let seen: Int
    }

    package enum Outcome: Sendable { case kept, old }

    private let database: DatabaseQueue
    /// A fleet has some dozens; more are made up, and the one unseen for longest makes way.
    package static let mostBuses = 500

    /// - Throws: `DepotError.notWritten` where the file cannot be opened or made.
    package init(folder: DepotFolder) throws(DepotError) {
        let path = folder.path + "/buses.sqlite"
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            database = try DatabaseQueue(path: URL(fileURLWithPath: path).path, configuration: configuration)
            try database.write { try $0.execute(sql: Self.table) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw .notWritten(path, reason: "another program holds it locked")
        } catch let error as DatabaseError {
            throw .notWritten(path, reason: error.message ?? "\(error)")
        } catch {
            throw .notWritten(path, reason: "\(error)")
        }
    }

    private static let table = """
        CREATE TABLE IF NOT EXISTS bus (
            key TEXT PRIMARY KEY, number INTEGER NOT NULL, seen INTEGER NOT NULL, report BLOB NOT NULL
        ) STRICT
        """

    /// Keeps a bus's newest report; an older one changes nothing.
    package func take(_ report: SignedReport, at second: Int) async throws -> Outcome {
        let (key, number, file) = (report.key.hex, report.body.number, Data(report.file))
        return try await database.write { database in
            let known = try Int.fetchOne(database, sql: "SELECT number FROM bus WHERE key = ?", arguments: [key])
            if let known, known >= number { return .old }
            try database.execute(
                sql: "INSERT OR REPLACE INTO bus VALUES (?, ?, ?, ?)",
                arguments: [key, number, second, file]
            )
            try database.execute(
                sql:
                    "DELETE FROM bus WHERE key IN (SELECT key FROM bus ORDER BY seen DESC, rowid DESC LIMIT -1 OFFSET ?)",
                arguments: [Self.mostBuses]
            )
            return .kept
        }
    }

    /// By name.
    package func entries() async throws -> [Entry] {
        let rows = try await database.read { database in
            try Row.fetchAll(database, sql: "SELECT seen, report FROM bus").map {
                ($0["seen"] as Int, $0["report"] as Data)
            }
        }
        return rows.compactMap { seen, file in
            guard let report = try? SignedReport(file: Array(file), name: "report") else { return nil }
            return Entry(key: report.key, report: report.body, seen: seen)
        }.sorted { $0.report.name < $1.report.name }
    }
}
