internal import HTTPTypes
internal import TourBundle

/// What goes out before a resource's bytes, and which of them are asked for.
struct RepresentationMetadata: Sendable {
    let entityTag: EntityTag
    /// Of the whole in bytes.
    let length: Int
    /// Of the answer to a GET, but for `Date` and `Server`.
    var fields: HTTPFields

    init(length: Int, digest: Digest, mediaType: String, caching: Representation.Caching) {
        (entityTag, self.length) = (EntityTag(digest), length)
        fields = HTTPFields.security
        fields[.contentType] = mediaType
        fields[.contentLength] = String(length)
        fields[.eTag] = entityTag.description
        fields[.cacheControl] = caching.rawValue
        fields[.acceptRanges] = "bytes"
    }

    /// `Range` applies to GET alone (RFC 9110, 14.2). `If-Range` needs the very same bytes; a date never matches, for nothing
    /// here has one (13.1.5).
    func range(of request: HTTPFields) -> RangeRequest {
        guard let value = request[.range] else { return .whole }
        if let condition = request[.ifRange] {
            guard case .oneOf(let tags) = EntityTagCondition(condition), tags.count == 1,
                tags[0].matchesStrongly(entityTag)
            else { return .whole }
        }
        return RangeRequest(value, length: length)
    }

    /// Of a 206.
    func fields(of range: Range<Int>) -> HTTPFields {
        var fields = fields
        fields[.contentLength] = String(range.count)
        fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
        return fields
    }

    /// Without the fields that describe a body (RFC 9110, 15.4.5); the empty body's length would be a wrong one (8.6).
    var notModified: Answer {
        var fields = fields
        fields[.contentType] = nil
        fields[.contentLength] = nil
        fields[.contentEncoding] = nil
        fields[.acceptRanges] = nil
        return Answer(status: .notModified, fields: fields)
    }
}
