internal import NIOCore
internal import NIOHTTP2

/// Tells the connection while an answer of one of its streams waits for the other side's windows, so that its rate is watched.
final class HTTP2AnswerWatch: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let connection: ConnectionGuard

    init(connection: ConnectionGuard) { self.connection = connection }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let promise = promise ?? context.eventLoop.makePromise()
        connection.writesHeld += 1
        promise.futureResult.assumeIsolated().whenComplete { [connection] _ in connection.writesHeld -= 1 }
        context.write(data, promise: promise)
    }
}
