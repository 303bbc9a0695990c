/// The tables of a bundle, format 1 (`Sources/TourBundle/FORMAT.md`).
enum BundleSchema {
    /// "ZTRB" in SQLite's header, by which `file` and we know a bundle.
    static let applicationID = 0x5A54_5242
    static let version = 1

    static let statements = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        CREATE TABLE blob (
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            media_type TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE panorama (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            tile_size INTEGER NOT NULL,
            level_count INTEGER NOT NULL,
            media_type TEXT NOT NULL
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
        CREATE TABLE media (
            blob INTEGER PRIMARY KEY REFERENCES blob,
            name TEXT NOT NULL
        ) STRICT;
        CREATE TABLE tour (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            manifest BLOB NOT NULL,
            document TEXT NOT NULL
        ) STRICT;
        """
}
