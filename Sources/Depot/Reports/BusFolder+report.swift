extension BusFolder {
    /// Signs a report with the bus's own key.
    ///
    /// - Parameter second: now, since 1970; numbers rise with it even where the count of reports was lost.
    package func report(name: String, certificateDaysLeft: Int?, program: String, at second: Int) throws -> SignedReport
    {
        guard var trust = try trust() else { throw DepotError.key(path, "trusts no depot yet") }
        trust.reports = max(trust.reports + 1, second)
        try keep(trust)
        let report = BusReport(
            name: name,
            number: trust.reports,
            releases: installed(),
            certificateDaysLeft: certificateDaysLeft,
            freeBytes: freeBytes,
            program: program
        )
        return try SignedReport(report, by: ownKey())
    }
}
