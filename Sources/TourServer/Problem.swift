internal import HTTPTypes
internal import NIOCore

/// An answer that is an error, as JSON by RFC 9457. Its texts are constants: no input comes back in an answer.
struct Problem: Error {
    let status: HTTPResponse.Status
    let body: ByteBuffer
    let fields: HTTPFields

    init(_ status: HTTPResponse.Status, _ detail: StaticString, _ more: HTTPFields = [:]) {
        self.status = status
        body = ByteBuffer(
            string: #"{"status":\#(status.code),"title":"\#(status.reasonPhrase)","detail":"\#(detail)"}"# + "\n"
        )
        var fields = HTTPFields.security
        fields[.contentType] = "application/problem+json"
        fields[.contentLength] = String(body.readableBytes)
        // Errors pass; a cache that kept one would hide the repair.
        fields[.cacheControl] = "no-store"
        fields.append(contentsOf: more)
        self.fields = fields
    }
}

extension Problem {
    static let malformedRequest = Self(.badRequest, "This request is not well formed HTTP, or its header is too large.")
    static let malformedAddress = Self(.badRequest, "This address holds characters that no address may hold.")
    static let notFound = Self(.notFound, "There is nothing at this address; it may be mistyped, or of another tour.")
    static let methodNotAllowed = Self(
        .methodNotAllowed,
        "This address can be read with GET or HEAD only.",
        [.allow: "GET, HEAD"]
    )
    static let otherHost = Self(
        .misdirectedRequest,
        "This page is for the machine that it runs on; open it as localhost."
    )
    static let otherOrigin = Self(.forbidden, "Changes are taken from this address's own page alone.")
    static let preconditionFailed = Self(.preconditionFailed, "The content is not the one that If-Match asks for.")
    static let unknownCoding = Self(
        .notImplemented,
        "A request's body may be whole or chunked; this coding is not known here."
    )
    static let addressTooLong = Self(.uriTooLong, "This address is longer than any of this server.")
    static let tooManyRequests = Self(
        .tooManyRequests,
        "Too many requests came from this device; ask again in a moment.",
        [.retryAfter: "1"]
    )
    static let bodyTooLarge = Self(.contentTooLarge, "This request's body is larger than any that this server takes.")
    static let requestTimeout = Self(.requestTimeout, "This request did not arrive in time.")
    static let busy = Self(.serviceUnavailable, "The server has too much to read at this moment.", [.retryAfter: "1"])
    static let unreadableBundle = Self(
        .serviceUnavailable,
        "The tour's file cannot be read at this moment; the server's log says why."
    )
}

extension Problem {
    /// - Parameter length: of what there is, in bytes.
    static func rangeNotSatisfiable(length: Int) -> Self {
        Self(
            .rangeNotSatisfiable,
            "The range lies beyond the end of the content.",
            [.contentRange: "bytes */\(length)", .acceptRanges: "bytes"]
        )
    }

    init(_ rejection: Resource.Rejection) {
        self =
            switch rejection {
            case .malformed: .malformedAddress
            case .tooLong: .addressTooLong
            case .unknown: .notFound
            }
    }
}
