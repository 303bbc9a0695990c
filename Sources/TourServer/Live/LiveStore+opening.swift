internal import Foundation
internal import GRDB

extension LiveStore {
    /// Opens the file or says why it cannot be used. What is damaged is put aside as `FILE.damaged`, and a new one begun.
    static func open(_ path: String) -> (store: LiveStore?, complaint: String?) {
        do {
            return (try LiveStore(path: path), nil)
        } catch is Foreign {
            return (nil, "\(path): a database of another program, which stays as it is; give another file with --state")
        } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
            return startAnew(path)
        } catch {
            return (nil, complaint(path, error))
        }
    }

    /// Why the state is not kept, and what to do.
    static func complaint(_ path: String, _ error: any Error) -> String {
        "\(path): the state cannot be kept: \(words(error)); the tour goes on, and what is kept is tried again every "
            + "\(Int(LiveConstants.savingRetrySeconds)) s: make room on the disk, or make it writable"
    }

    private static func startAnew(_ path: String) -> (store: LiveStore?, complaint: String?) {
        let aside = path + ".damaged"
        do {
            try? FileManager.default.removeItem(atPath: aside)
            try FileManager.default.moveItem(atPath: path, toPath: aside)
            for ending in journals { try? FileManager.default.removeItem(atPath: path + ending) }
            return (try LiveStore(path: path), "\(path): damaged, or no state; put aside as \(aside), and begun anew")
        } catch {
            return (nil, "\(path): damaged, or no state, and cannot be replaced: \(words(error)); give another file")
        }
    }

    private static let journals = ["-wal", "-shm"]

    /// What is kept in a file that cannot be opened for writing, as on a disk that has become read-only.
    ///
    /// SQLite writes even to read what a killed server left in the journal, so a copy is opened.
    static func reading<Value>(copyOf path: String, _ body: (LiveStore) throws -> Value) throws -> Value {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "zeitreise-state-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(at: folder) }
        let copy = folder.appending(path: "state.sqlite").path
        try files.copyItem(atPath: path, toPath: copy)
        if files.fileExists(atPath: path + "-wal") { try files.copyItem(atPath: path + "-wal", toPath: copy + "-wal") }
        for file in [copy, copy + "-wal"] { try? files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file) }
        return try body(LiveStore(path: copy))
    }

    static func words(_ error: any Error) -> String {
        (error as? DatabaseError).map { "\($0.message ?? $0.resultCode.description)" } ?? error.localizedDescription
    }
}
