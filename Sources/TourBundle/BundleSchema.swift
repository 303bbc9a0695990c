internal import GRDB

/// The tables of a bundle, format 3 (`Sources/TourBundle/FORMAT.md`).
enum BundleSchema {
    /// "ZTRB" in SQLite's header, by which `file` and we know a bundle.
    static let applicationID = 0x5A54_5242
    static let version = 3

    static let statements = """
        PRAGMA page_size = 8192;
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        CREATE TABLE blob (
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE panorama (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            tile_size INTEGER NOT NULL,
            level_count INTEGER NOT NULL,
            media_type TEXT NOT NULL,
            presentation BLOB NOT NULL,
            preview INTEGER REFERENCES blob
        ) STRICT;
        CREATE TABLE tile (
            panorama INTEGER NOT NULL REFERENCES panorama,
            level INTEGER NOT NULL,
            face INTEGER NOT NULL,
            row INTEGER NOT NULL,
            "column" INTEGER NOT NULL,
            blob INTEGER NOT NULL REFERENCES blob,
            PRIMARY KEY (panorama, level, face, row, "column")
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE source (
            key BLOB PRIMARY KEY,
            panorama BLOB NOT NULL REFERENCES panorama (digest)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE media (
            blob INTEGER PRIMARY KEY REFERENCES blob,
            media_type TEXT NOT NULL,
            name TEXT NOT NULL
        ) STRICT;
        CREATE TABLE tour (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            manifest BLOB NOT NULL,
            document TEXT NOT NULL
        ) STRICT;
        """
}

extension BundleSchema {
    /// Whether a database is of this format and has these tables and nothing else: views and triggers in their place
    /// could keep a reader busy for ever.
    static func isThere(_ database: Database) throws -> Bool {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
        return try version == self.version && tables(of: database) == wantedTables()
    }

    private static func wantedTables() throws -> [String] {
        try DatabaseQueue().write { database in
            try database.execute(sql: statements)
            return try tables(of: database)
        }
    }

    private static func tables(of database: Database) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT type || name || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
    }
}
