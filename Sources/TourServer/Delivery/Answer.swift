internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What goes out for a request, whatever carries it.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    /// Without `Date` and `Server`.
    var fields: HTTPFields
    var body = ByteBuffer()

    var response: Response {
        var response = Response(status: status, body: body.readableBytes == 0 ? .init() : .init(byteBuffer: body))
        // The framework's own Content-Length would be a wrong one without a body.
        response.headers = fields
        return response
    }
}

extension Problem {
    /// For a HEAD without its body.
    func answer(to method: HTTPRequest.Method) -> Answer {
        Answer(status: status, fields: fields, body: method == .head ? ByteBuffer() : body)
    }

    func response(to request: HTTPRequest) -> Response { answer(to: request.method).response }
}
