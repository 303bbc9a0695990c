internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

// What was shown on the drives, for guides.
extension LiveAPI {
    /// - Parameter isCSV: asked for by the address; a field may ask as well.
    func driveReport(_ isCSV: Bool, _ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        let report = live.driveReport()
        let accepted = call.request.headers[.accept] ?? ""
        return isCSV || accepted.contains(MediaType.csv) ? .live(csv: report.csv) : .live(report)
    }
}

extension Response {
    /// A table to be kept as a file.
    fileprivate static func live(csv: String) -> Self {
        var fields = HTTPFields.security
        fields[.contentType] = "\(MediaType.csv); charset=utf-8; header=present"
        fields[.contentLength] = String(csv.utf8.count)
        fields[.contentDisposition] = "attachment; filename=\"zeitreise-drives.csv\""
        fields[.cacheControl] = "no-store"
        return Response(status: .ok, headers: fields, body: .init(byteBuffer: ByteBuffer(string: csv)))
    }
}
