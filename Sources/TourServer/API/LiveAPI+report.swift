internal import HTTPTypes
internal import Hummingbird

// What was shown on the drives, for guides.
extension LiveAPI {
    /// - Parameter isCSV: asked for by the address; a field may ask as well.
    func driveReport(_ isCSV: Bool, _ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        let report = live.driveReport()
        let accepted = call.request.headers[.accept] ?? ""
        return isCSV || accepted.contains(MediaType.csv)
            ? .live(csv: report.table, as: "zeitreise-drives") : .live(report)
    }
}
