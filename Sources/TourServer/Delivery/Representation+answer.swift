internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Representation {
    /// The answer to a GET or HEAD with these fields.
    func answer(to method: HTTPRequest.Method, _ request: HTTPFields) -> Answer {
        let coding = acceptsGzip(request[.acceptEncoding]) ? gzipped ?? plain : plain
        switch Precondition(of: request, for: coding.entityTag) {
        case .met: return method == .head ? coding.head : coding.get(request)
        case .notModified: return coding.notModified
        case .failed: return Problem.preconditionFailed.answer(to: method)
        }
    }

    func response(to request: HTTPRequest) -> Response { answer(to: request.method, request.headerFields).response }
}

extension Representation.Coding {
    var head: Answer { Answer(status: .ok, fields: fields) }
    var notModified: Answer { metadata.notModified }

    fileprivate func get(_ request: HTTPFields) -> Answer {
        switch metadata.range(of: request) {
        case .whole: Answer(status: .ok, fields: fields, body: body)
        case .part(let range): part(range)
        case .unsatisfiable: Problem.rangeNotSatisfiable(length: metadata.length).answer(to: .get)
        }
    }

    private func part(_ range: Range<Int>) -> Answer {
        let slice = body.getSlice(at: body.readerIndex + range.lowerBound, length: range.count)
        return Answer(status: .partialContent, fields: metadata.fields(of: range), body: slice ?? ByteBuffer())
    }
}
