internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Ends a request whose body is too large or arrives too slowly, of HTTP/1.1 with its connection and of HTTP/2 with its stream.
final class RequestBodyGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: Int
    private let patience: TimeAmount
    private let metrics: ServerMetrics
    private let isHTTP2: Bool
    private var bytes = 0
    private var timer: Scheduled<Void>?
    /// Something of the answer has been written.
    private var isAnswered = false
    private var isOver = false

    init(limits: ServerLimits, metrics: ServerMetrics, isHTTP2: Bool) {
        self.isHTTP2 = isHTTP2
        limit = limits.bodyBytes
        patience = TimeAmount(limits.body)
        self.metrics = metrics
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            begin(context)
            if head.headerFields[.expect]?.lowercased() == "100-continue" { invite(context) }
        case .body(let part):
            bytes += part.readableBytes
            guard bytes <= limit else { return refuse(.bodyTooLarge, context) }
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isOver else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        isAnswered = true
        context.write(data, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        bytes = 0
        isAnswered = false
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: patience) {
            let (handler, context) = bound.value
            handler.metrics.timeouts.add(1)
            handler.refuse(.requestTimeout, context)
        }
    }

    /// To send the body, which some keep back until they are told (RFC 9110, 10.1.1).
    private func invite(_ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }

    /// What the rest of the server still writes is dropped.
    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        stop()
        isOver = true
        guard !isAnswered else { return context.close(promise: nil) }
        metrics.refusedRequests.add(1)
        var fields = problem.fields
        if !isHTTP2 { fields[.connection] = "close" }
        context.write(wrapOutboundOut(.head(HTTPResponse(status: problem.status, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(problem.body)), promise: nil)
        let promise = context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        promise.futureResult.whenComplete { _ in bound.value.0.close(bound.value.1) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
    }

    /// TCP forgets an answer that has not been read when more bytes come to a closed socket, so those are taken for a while.
    private func close(_ context: ChannelHandlerContext) {
        guard !isHTTP2 else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: lingering) { bound.value.close(promise: nil) }
    }
}

/// How long the bytes of a client that has had its last answer are still taken.
let lingering = TimeAmount.seconds(2)
