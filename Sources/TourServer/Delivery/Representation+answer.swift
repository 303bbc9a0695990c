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
    /// `Range` applies to GET alone (RFC 9110, 14.2).
    var head: Answer { Answer(status: .ok, fields: fields) }

    fileprivate func get(_ request: HTTPFields) -> Answer {
        switch range(of: request) {
        case .whole: Answer(status: .ok, fields: fields, body: body)
        case .part(let range): part(range)
        case .unsatisfiable: Problem.rangeNotSatisfiable(length: body.readableBytes).answer(to: .get)
        }
    }

    /// `If-Range` needs the very same bytes; a date never matches, for nothing here has one (RFC 9110, 13.1.5).
    private func range(of request: HTTPFields) -> RangeRequest {
        guard let value = request[.range] else { return .whole }
        if let condition = request[.ifRange] {
            guard case .oneOf(let tags) = EntityTagCondition(condition), tags.count == 1,
                tags[0].matchesStrongly(entityTag)
            else { return .whole }
        }
        return RangeRequest(value, length: body.readableBytes)
    }

    private func part(_ range: Range<Int>) -> Answer {
        var fields = fields
        fields[.contentLength] = String(range.count)
        fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(body.readableBytes)"
        let slice = body.getSlice(at: body.readerIndex + range.lowerBound, length: range.count)
        return Answer(status: .partialContent, fields: fields, body: slice ?? ByteBuffer())
    }

    /// Without the fields that describe a body (RFC 9110, 15.4.5); the empty body's length would be a wrong one (8.6).
    fileprivate var notModified: Answer {
        var fields = fields
        fields[.contentType] = nil
        fields[.contentLength] = nil
        fields[.contentEncoding] = nil
        fields[.acceptRanges] = nil
        return Answer(status: .notModified, fields: fields)
    }
}
