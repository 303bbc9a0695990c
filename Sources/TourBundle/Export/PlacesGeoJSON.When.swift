extension PlacesGeoJSON {
    /// One or more spans of time.
    struct When: Encodable {
        struct Timespan: Encodable {
            let start: Bound
            let end: Bound
        }

        /// `earliest` and `latest` would be bounds that the tour does not know: of approximate years, too, it has the year
        /// alone. That they are approximate stands in `certainty`.
        struct Bound: Encodable {
            /// ISO 8601.
            let `in`: String
        }

        let timespans: [Timespan]
        /// In words.
        let label: String?
        /// `less-certain` where years are approximate (Linked Places format 1.2.2).
        let certainty: String?

        init(_ epochs: [TourManifest.Epoch]) {
            timespans = epochs.map { epoch in
                Timespan(start: Bound(in: isoYear(epoch.fromYear)), end: Bound(in: isoYear(epoch.toYear)))
            }
            label = epochs.count == 1 ? ExportWords.english.years(epochs[0]) : nil
            certainty = epochs.contains(where: \.circa) ? "less-certain" : nil
        }
    }
}

/// A year as ISO 8601 writes it: four digits at least, and 0000 is 1 BC.
///
/// - Parameter year: −1 for 1 BC; never 0.
func isoYear(_ year: Int) -> String {
    let astronomical = year < 0 ? year + 1 : year
    return (astronomical < 0 ? "-" : "") + fourDigits(abs(astronomical))
}

/// With zeros in front.
func fourDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
