internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TourBundle

/// A large blob as it goes out: read piece by piece as the client takes it. A piece that cannot be read ends the connection.
struct StreamedBlob {
    private let blob: LargeBlob
    private let metadata: RepresentationMetadata

    init(_ blob: LargeBlob, digest: Digest, mediaType: String, caching: Representation.Caching) {
        self.blob = blob
        let length = blob.byteCount
        metadata = RepresentationMetadata(length: length, digest: digest, mediaType: mediaType, caching: caching)
    }

    /// The answer to a GET or HEAD.
    func response(to request: HTTPRequest, _ scope: RequestScope) -> Response {
        switch Precondition(of: request.headerFields, for: metadata.entityTag) {
        case .met where request.method == .head: Answer(status: .ok, fields: metadata.fields).response
        case .met: get(request, scope)
        case .notModified: metadata.notModified.response
        case .failed: Problem.preconditionFailed.response(to: request)
        }
    }

    private func get(_ request: HTTPRequest, _ scope: RequestScope) -> Response {
        switch metadata.range(of: request.headerFields) {
        case .whole: response(.ok, metadata.fields, 0..<metadata.length, scope)
        case .part(let range): response(.partialContent, metadata.fields(of: range), range, scope)
        case .unsatisfiable: Problem.rangeNotSatisfiable(length: metadata.length).response(to: request)
        }
    }

    private func response(
        _ status: HTTPResponse.Status,
        _ fields: HTTPFields,
        _ range: Range<Int>,
        _ scope: RequestScope
    ) -> Response {
        let blob = blob
        var response = Response(
            status: status,
            body: .init { writer in
                for piece in blob.pieces(of: range) {
                    try await writer.write(ByteBuffer(bytes: blob.read(piece)))
                    try await scope.untilHandedOver()
                }
                try await writer.finish(nil)
            }
        )
        // The framework's own fields would tell no length.
        response.headers = fields
        return response
    }
}
