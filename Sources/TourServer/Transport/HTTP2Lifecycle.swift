internal import NIOCore
internal import NIOHTTP2

/// Ends an HTTP/2 connection that has had no stream for long, that the other side has ended, or when the server is told to stop and
/// its streams have ended.
final class HTTP2Lifecycle: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    private let idle: TimeAmount
    private let metrics: ServerMetrics
    private var streams = 0
    private var isStopping = false
    private var timer: Scheduled<Void>?

    init(limits: ServerLimits, metrics: ServerMetrics) {
        idle = TimeAmount(limits.idle)
        self.metrics = metrics
    }

    func handlerAdded(context: ChannelHandlerContext) { waitForStreams(context) }

    func handlerRemoved(context: ChannelHandlerContext) { stopWaiting() }

    func channelInactive(context: ChannelHandlerContext) {
        stopWaiting()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // Not by casts, which cost more: each tile comes with some ten events of windows.
        let kind = type(of: event)
        if kind == NIOHTTP2StreamCreatedEvent.self {
            streams += 1
            stopWaiting()
        } else if kind == StreamClosedEvent.self {
            streams -= 1
            if streams == 0 { isStopping ? close(context) : waitForStreams(context) }
        } else if kind == ChannelShouldQuiesceEvent.self {
            stop(context)
        } else if kind == ChannelEvent.self, event as? ChannelEvent == .inputClosed {
            // Half a connection, which HTTP/1.1 allows, is of no use here: nothing could be acknowledged any more.
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// What is wrong with a stream ends that stream; all else ends the connection, whose last word (GOAWAY) has been written.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.fireErrorCaught(error)
        guard !(error is NIOHTTP2Errors.StreamError) else { return }
        context.flush()
        context.close(promise: nil)
    }

    private func stop(_ context: ChannelHandlerContext) {
        guard !isStopping else { return }
        isStopping = true
        goAway(context)
        if streams == 0 { close(context) }
    }

    /// When this event loop has done what it is at: the end of the last stream is being written.
    private func close(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { _ in bound.value.1.close(promise: nil) }
        context.eventLoop.execute { bound.value.0.goAway(bound.value.1, promise) }
    }

    private func goAway(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>? = nil) {
        let frame = HTTP2Frame(
            streamID: .rootStream,
            payload: .goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil)
        )
        context.writeAndFlush(wrapOutboundOut(frame), promise: promise)
    }

    private func waitForStreams(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: idle) {
            let (handler, context) = bound.value
            handler.metrics.timeouts.add(1)
            handler.close(context)
        }
    }

    private func stopWaiting() {
        timer?.cancel()
        timer = nil
    }
}
