internal import HTTPTypes
internal import Hummingbird

/// What a supervisor asks: whether the server lives, and what it has done.
struct AdminResponder: HTTPResponder {
    let metrics: ServerMetrics
    let certificates: CertificateStore?
    let headsets: @Sendable () -> HeadsetCounts

    func respond(to request: Request, context: RequestScope) async -> Response {
        guard request.method == .get || request.method == .head else {
            return Problem.methodNotAllowed.response(to: request.head)
        }
        return switch request.head.path {
        case "/healthz": Self.text("ok\n", request)
        case "/metrics": Self.text(page, request)
        default: Problem.notFound.response(to: request.head)
        }
    }

    private var page: String {
        metrics.lines(certificate: certificates?.validity, headsets: headsets()).map { "\($0)\n" }.joined()
    }

    private static func text(_ text: String, _ request: Request) -> Response {
        Representation(Array(text.utf8), mediaType: "text/plain; version=0.0.4; charset=utf-8", caching: .revalidated)
            .response(to: request.head)
    }
}
