/// What is wrong or doubtful in the drive of a tour whose document is sound.
package struct TourCheck: Sendable {
    package let document: TourDocument
    package let plan: TourRoute
    /// What is wrong with the files of route and zones, and with places for which there is no plan.
    private let planning: [TourFinding]

    /// - Parameter read: the bytes of the file at a resolved path.
    package init(_ document: TourDocument, read: (_ path: String) throws(TourError) -> [UInt8]) {
        let planning = TourPlanning(document, read: read)
        self.document = document
        plan = planning.plan
        self.planning = planning.findings
    }

    /// - Parameter durations: seconds of sound files by resolved path, as far as they are known.
    package func findings(durations: [String: Double]) -> [TourFinding] {
        planning + document.ambiguousYears + reach + overlaps + longNarration(durations) + missingCaptions
    }

    var places: [(place: TourDocument.Place, planned: PlannedPlace)] { Array(zip(document.places, plan.places)) }

    /// Whether something else is wrong with the route, so that places on it need not be judged.
    var lacksRoute: Bool { document.route != nil && plan.route == nil }

    func finding(
        _ code: TourFinding.Code,
        at mark: SourceMark,
        _ message: String,
        advice: String
    ) -> TourFinding {
        TourFinding(code: code, file: document.file, mark: mark, message: message, advice: advice)
    }
}
