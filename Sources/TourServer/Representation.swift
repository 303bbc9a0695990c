internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TourBundle

/// A resource's bytes as they go out, with all that GET, HEAD and conditional requests need.
struct Representation: Sendable {
    enum Caching: String {
        /// Keep, but ask before each use.
        case revalidated = "no-cache"
        /// Another one each time.
        case never = "no-store"
        /// These bytes never change at this URL (RFC 8246).
        case immutable = "public, max-age=31536000, immutable"
    }

    let body: ByteBuffer
    let entityTag: EntityTag
    /// Of the answer to a GET, but for `Date` and `Server`.
    let fields: HTTPFields

    /// Of bytes whose SHA-256 is known.
    init(_ bytes: [UInt8], digest: Digest, mediaType: String, caching: Caching) {
        body = ByteBuffer(bytes: bytes)
        entityTag = EntityTag(digest)
        var fields = HTTPFields.security
        fields[.contentType] = mediaType
        fields[.contentLength] = String(bytes.count)
        fields[.eTag] = entityTag.description
        fields[.cacheControl] = caching.rawValue
        self.fields = fields
    }

    init(_ bytes: [UInt8], mediaType: String, caching: Caching) {
        self.init(bytes, digest: Digest(of: bytes), mediaType: mediaType, caching: caching)
    }

    init(_ blob: Blob, caching: Caching) {
        self.init(blob.bytes, digest: blob.digest, mediaType: blob.mediaType, caching: caching)
    }
}

extension Representation {
    /// The answer to a GET or HEAD. `Range` is ignored, as RFC 9110, 14.2 allows.
    func response(to request: HTTPRequest) -> Response {
        switch Precondition(of: request.headerFields, for: entityTag) {
        case .met:
            Response(status: .ok, headers: fields, body: request.method == .head ? .init() : .init(byteBuffer: body))
        case .notModified: notModified
        case .failed: Problem.preconditionFailed.response(to: request)
        }
    }

    /// Without the fields that describe a body (RFC 9110, 15.4.5); the empty body's length would be a wrong one (8.6).
    private var notModified: Response {
        var response = Response(status: .notModified, headers: fields)
        response.headers[.contentType] = nil
        response.headers[.contentLength] = nil
        return response
    }
}
