internal import GRDB

// The log of headsets: added to, never rewritten.
extension LiveStore {
    /// Half a year of a bus with forty headsets and a few drives a day; the oldest go.
    private static let mostEntries = 50_000

    static func add(_ entries: [HandoverEntry], to database: Database) throws {
        guard let last = entries.last else { return }
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS handover (
                    id INTEGER PRIMARY KEY, second INTEGER NOT NULL, headset INTEGER NOT NULL, seat TEXT,
                    event TEXT NOT NULL, cleaned INTEGER NOT NULL, charged INTEGER NOT NULL)
                """
        )
        for entry in entries {
            // The same one again is the same: an answer of the disk may have been lost.
            try database.execute(
                sql: "INSERT OR REPLACE INTO handover VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    entry.id, entry.second, entry.number, entry.seat, entry.event.rawValue, entry.isCleaned,
                    entry.isCharged,
                ]
            )
        }
        try database.execute(
            sql: "DELETE FROM handover WHERE id <= ?",
            arguments: [last.id - mostEntries]
        )
    }

    /// The id of the last one; 0 where there is none.
    func lastEntry() throws -> Int {
        try reading { database in
            guard try database.tableExists("handover") else { return 0 }
            return try Int.fetchOne(database, sql: "SELECT max(id) FROM handover") ?? 0
        }
    }

    /// The oldest first.
    func entries() async throws -> [HandoverEntry] {
        try await reading { database in
            guard try database.tableExists("handover") else { return [] }
            return try Row.fetchAll(database, sql: "SELECT * FROM handover ORDER BY id").compactMap { row in
                guard let event = HandoverEntry.Event(rawValue: row["event"]) else { return nil }
                return HandoverEntry(
                    id: row["id"],
                    second: row["second"],
                    number: row["headset"],
                    seat: row["seat"],
                    event: event,
                    isCleaned: row["cleaned"],
                    isCharged: row["charged"]
                )
            }
        }
    }
}
