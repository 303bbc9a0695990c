internal import NIOCore
internal import NIOHTTP1

/// Tells the content handler when the rest of the server has answered a request, and the client when that was the last.
final class HTTP1AnswerWatch: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let content: HTTP1ContentHandler
    private var contentContext: ChannelHandlerContext?

    init(content: HTTP1ContentHandler) { self.content = content }

    func handlerAdded(context: ChannelHandlerContext) {
        contentContext = try? context.pipeline.syncOperations.context(handler: content)
    }

    func handlerRemoved(context: ChannelHandlerContext) { contentContext = nil }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var part = unwrapOutboundIn(data)
        if case .head(var head) = part, content.isLast, head.status != .continue {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
            part = .head(head)
        }
        context.write(wrapOutboundOut(part), promise: promise)
        if case .end = part, let contentContext { content.othersAnswered(contentContext) }
    }
}
