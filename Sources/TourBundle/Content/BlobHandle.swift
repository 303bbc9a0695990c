internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// SQLite's handle on the bytes of one row of `blob`, for bytes that are too many to be held at once.
///
/// It is used and let go of on its connection's queue alone.
@safe final class BlobHandle {
    let byteCount: Int
    private var pointer: OpaquePointer?

    /// - Parameter row: number of the blob.
    init(_ database: Database, row: Int64, writing: Bool = false) throws {
        var opened: OpaquePointer?
        let connection = unsafe database.sqliteConnection
        let code = unsafe sqlite3_blob_open(connection, "main", "blob", "bytes", row, writing ? 1 : 0, &opened)
        unsafe pointer = opened
        byteCount = unsafe Int(sqlite3_blob_bytes(opened))
        try check(code)
    }

    deinit { close() }

    func close() {
        unsafe sqlite3_blob_close(pointer)
        unsafe pointer = nil
    }

    /// - Precondition: the range lies within `byteCount`.
    func read(_ range: Range<Int>) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        try check(unsafe sqlite3_blob_read(pointer, &bytes, Int32(range.count), Int32(range.lowerBound)))
        return bytes
    }

    /// - Precondition: opened for writing, and they lie within `byteCount`.
    func write(_ bytes: [UInt8], at offset: Int) throws {
        try check(unsafe sqlite3_blob_write(pointer, bytes, Int32(bytes.count), Int32(offset)))
    }

    private func check(_ code: CInt) throws {
        guard code != SQLITE_OK else { return }
        let message = unsafe String(cString: sqlite3_errstr(code))
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}

extension BlobHandle {
    /// Bytes that are read or written at once. Of many streams with larger ones the heap is soon full of holes.
    static var pieceBytes: Int { 64 << 10 }

    /// The ranges of its pieces, from the first byte to the last.
    static func pieces(of byteCount: Int) -> [Range<Int>] {
        stride(from: 0, to: byteCount, by: pieceBytes).map { $0..<min($0 + pieceBytes, byteCount) }
    }
}
