internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Gives the answers that the framework writes by itself (400 to what is no HTTP) the form of all others.
final class BareAnswerHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(let head) = unwrapOutboundIn(data), head.status == .badRequest,
            head.headerFields[.contentSecurityPolicy] == nil
        else { return context.write(data, promise: promise) }
        let problem = Problem.malformedRequest
        var fields = problem.fields
        fields[.connection] = "close"
        context.write(wrapOutboundOut(.head(HTTPResponse(status: head.status, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(problem.body)), promise: promise)
    }
}
