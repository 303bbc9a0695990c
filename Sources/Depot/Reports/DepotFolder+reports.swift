internal import Foundation
package import TourBundle

extension DepotFolder {
    /// Of buses that were here with this folder on a stick: each its last one, as `KEY.report`.
    private var reports: String { path + "/reports" }

    /// Keeps what a bus tells, where this folder can be written in: a stick that cannot is nobody's fault.
    package func keep(_ report: SignedReport) throws(DepotError) {
        guard unsafe access(path, W_OK) == 0 else { return }
        do {
            try FileManager.default.createDirectory(atPath: reports, withIntermediateDirectories: true)
        } catch {
            throw .notWritten(reports, reason: error.localizedDescription)
        }
        try writeWhole(report.file, to: "\(reports)/\(report.key.hex).report")
    }

    /// Files that may hold reports, with what is known of each without reading it.
    package func reportFiles() -> [String: FileState] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
        let files = names.filter { $0.hasSuffix(".report") }.sorted().prefix(BusBook.mostBuses)
        return Dictionary(
            uniqueKeysWithValues: files.compactMap { name in
                FileState(path: "\(reports)/\(name)").map { ("\(reports)/\(name)", $0) }
            }
        )
    }

    /// Nil for what a depot would not take from a bus either.
    package func report(file: String) -> SignedReport? {
        read(file, most: BusReport.mostBytes).flatMap { try? SignedReport(file: $0, name: file) }
    }
}
