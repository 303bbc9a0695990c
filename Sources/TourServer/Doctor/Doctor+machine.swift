internal import Foundation

extension Doctor {
    func diskChecks() -> [DoctorCheck] {
        guard let state else { return [] }
        let folder = URL(fileURLWithPath: state).deletingLastPathComponent()
        let subject = "disk"
        do {
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
            let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
            let isWritable = FileManager.default.isWritableFile(
                atPath: FileManager.default.fileExists(atPath: state) ? state : folder.path
            )
            return [.disk(folder: folder.path, freeBytes: free, isWritable: isWritable)]
        } catch {
            return [
                .fault(
                    subject,
                    "\(folder.path): \(error.localizedDescription)",
                    "make the folder, or correct --state",
                    code: "disk_missing",
                    ["folder": folder.path]
                )
            ]
        }
    }
}

extension DoctorCheck {
    /// The server's own state is small; below this something else fills the disk.
    private static let leastFreeBytes: Int64 = 64 << 20

    package static func disk(folder: String, freeBytes: Int64, isWritable: Bool) -> Self {
        let fact = "\(freeBytes >> 20) MiB free in \(folder)"
        let values = ["mib": "\(freeBytes >> 20)", "folder": folder]
        guard isWritable else {
            return .fault(
                "disk",
                "\(folder) cannot be written to",
                "mount it writable, and give it to the server's user",
                code: "disk_locked",
                values
            )
        }
        guard freeBytes >= leastFreeBytes else {
            return .fault("disk", fact, "make room: where the tour stands could not be kept", code: "disk_full", values)
        }
        return .good("disk", fact, code: "disk_free", values)
    }

    /// A bus has no network time: its clock comes from a battery or a receiver, and starts in the past without one.
    ///
    /// - Parameter second: since 1970.
    package static func clock(second: Int) -> Self {
        let text = Date(timeIntervalSince1970: TimeInterval(second)).ISO8601Format()
        guard second >= earliestSecond else {
            return .fault(
                "clock",
                "it says \(text)",
                "set it: certificates are not valid so early",
                code: "clock_early",
                ["time": text]
            )
        }
        return .good("clock", text, code: "clock_set", ["time": text])
    }

    /// 2026-01-01: the program is not older.
    private static let earliestSecond = 1_767_225_600
}
