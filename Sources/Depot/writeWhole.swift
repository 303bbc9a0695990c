internal import Files
internal import Foundation

// The room's names for what `Files` does, with the room's own error.

func writeWhole(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(DepotError) {
    do { try Files.writeWhole(bytes, to: path, mode: mode) } catch { throw DepotError(error) }
}

func syncFolder(of path: String) throws(DepotError) {
    do { try Files.syncFolder(of: path) } catch { throw DepotError(error) }
}

func syncFile(_ path: String) throws(DepotError) {
    do { try Files.syncFile(path) } catch { throw DepotError(error) }
}

extension DepotError {
    init(_ fault: SystemFault) {
        self = .notWritten(fault.path, reason: fault.reason)
    }

    /// The failure of the last call to the system, as `errno` has it.
    static func lastFailure(_ path: String) -> Self { Self(SystemFault("write", path)) }
}
