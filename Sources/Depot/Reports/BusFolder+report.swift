internal import Foundation

extension BusFolder {
    /// Signs a report with the bus's own key, also where nothing is installed yet.
    ///
    /// - Parameter second: now, since 1970; numbers rise with it even where the last one was lost.
    package func report(name: String, certificateDaysLeft: Int?, program: String, at second: Int) throws -> SignedReport
    {
        let number = max(lastReport + 1, second)
        // A full disk is what a depot should hear of: it only costs the number.
        try? writeWhole(Array("\(number)\n".utf8), to: reportFile)
        let report = BusReport(
            name: name,
            number: number,
            releases: installed(),
            certificateDaysLeft: certificateDaysLeft,
            freeBytes: freeBytes,
            program: program
        )
        return try SignedReport(report, by: ownKey())
    }

    /// The number of the last report, in a file of its own: no sync changes it.
    private var reportFile: String { path + "/.report" }

    private var lastReport: Int {
        guard let line = read(reportFile, most: 32), let number = Int(String(decoding: line.dropLast(), as: UTF8.self))
        else { return 0 }
        return min(max(0, number), .max - 1)
    }
}
