internal import HTTPTypes
internal import NIOCore
internal import NIOHPACK
internal import NIOHTTP2

/// Answers requests for content at the connection, before a stream becomes a channel of its own; all other streams go on.
///
/// Answers go out in the order of the requests, tiles of the first level before all others, and only while the socket takes them:
/// on a slow link whole tiles arrive one by one, and no connection holds more than a few of them in memory.
final class HTTP2ContentHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    /// An answer that is ready to be written.
    private struct Ready {
        let stream: HTTP2StreamID
        let head: HPACKHeaders
        let body: ByteBuffer
        let isFirstLevel: Bool
    }

    private let desk: ContentDesk
    private let connection: ConnectionGuard
    /// Streams that end here.
    private var streams: Set<HTTP2StreamID> = [] {
        didSet { connection.answersHeld = streams.count }
    }
    private var firstLevel = CircularBuffer<Ready>()
    private var others = CircularBuffer<Ready>()
    /// Until when at most the others wait for the first levels of all; nil while they do not.
    private var patience: NIODeadline?
    private var isLookScheduled = false
    /// Requests too many, of this connection.
    private var refused = 0
    /// Bytes written since the last flush.
    private var unflushed = 0
    /// Tiles of a first level written since the last flush.
    private var passages: [FirstLevels.Passage] = []

    init(desk: ContentDesk, connection: ConnectionGuard) {
        self.desk = desk
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        if streams.contains(frame.streamID) { return }
        guard case .headers(let headers) = frame.payload, frame.streamID.isClientInitiated,
            take(headers, frame.streamID, context)
        else { return context.fireChannelRead(data) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        flush(context: context)
        context.fireChannelReadComplete()
    }

    func flush(context: ChannelHandlerContext) {
        unflushed = 0
        let passing = passages
        passages = []
        context.flush()
        for passage in passing { passage.flushed() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if type(of: event) == StreamClosedEvent.self, let closed = event as? StreamClosedEvent,
            streams.remove(closed.streamID) != nil
        {
            return
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeReady(context)
        if unflushed > 0 { flush(context: context) }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        firstLevel.removeAll()
        others.removeAll()
        streams = []
        context.fireChannelInactive()
    }
}

extension HTTP2ContentHandler {
    /// - Returns: false for what is not ours.
    private func take(
        _ headers: HTTP2Frame.FramePayload.Headers,
        _ stream: HTTP2StreamID,
        _ context: ChannelHandlerContext
    ) -> Bool {
        guard connection.mayAsk() else {
            desk.metrics.refusedRequests.add(1)
            refused += 1
            guard refused <= Self.mostRefused else {
                hangUp(context)
                return true
            }
            streams.insert(stream)
            send(Problem.tooManyRequests.answer(to: .get), stream, isFirstLevel: false, context)
            return true
        }
        guard headers.endStream, let request = ContentRequest(headers.headers, gate: desk.gate, local: connection.local)
        else {
            desk.metrics.otherRequests.add(1)
            return false
        }
        desk.metrics.contentRequests.add(1)
        streams.insert(stream)
        answer(request, stream, context)
        return true
    }

    /// To say no over and over would itself be work without end.
    private static let mostRefused = 100

    private func hangUp(_ context: ChannelHandlerContext) {
        guard refused == Self.mostRefused + 1 else { return }
        let goodbye = HTTP2Frame.FramePayload.goAway(lastStreamID: .maxID, errorCode: .enhanceYourCalm, opaqueData: nil)
        context.writeAndFlush(wrapOutboundOut(HTTP2Frame(streamID: .rootStream, payload: goodbye)), promise: nil)
        context.close(promise: nil)
    }

    private func answer(_ request: ContentRequest, _ stream: HTTP2StreamID, _ context: ChannelHandlerContext) {
        switch desk.cache.content(at: request.target, on: context.eventLoop) {
        case .ready(let content): send(content, request, stream, context)
        case .loading(let future):
            let bound = NIOLoopBound((self, context, request), eventLoop: context.eventLoop)
            future.whenComplete { result in
                let (handler, context, request) = bound.value
                handler.loaded(result, request, stream, context)
            }
        }
    }

    private func loaded(
        _ result: Result<ReadyContent, any Error>,
        _ request: ContentRequest,
        _ stream: HTTP2StreamID,
        _ context: ChannelHandlerContext
    ) {
        guard streams.contains(stream) else { return }
        switch result {
        case .success(let content): send(content, request, stream, context)
        case .failure(let error):
            let problem = error as? Problem ?? .unreadableBundle
            send(problem.answer(to: request.method), stream, isFirstLevel: false, context)
        }
        if unflushed > 0 { flush(context: context) }
    }

    private func send(
        _ content: ReadyContent,
        _ request: ContentRequest,
        _ stream: HTTP2StreamID,
        _ context: ChannelHandlerContext
    ) {
        let isFirstLevel = FirstLevels.contains(request.target)
        guard request.isPlainGet else {
            return send(request.answer(from: content), stream, isFirstLevel: isFirstLevel, context)
        }
        let head = content.http2Head(date: desk.date.text)
        send(Ready(stream: stream, head: head, body: content.body, isFirstLevel: isFirstLevel), context)
    }

    private func send(
        _ answer: Answer,
        _ stream: HTTP2StreamID,
        isFirstLevel: Bool,
        _ context: ChannelHandlerContext
    ) {
        let head = answer.http2Head(date: desk.date.text)
        send(Ready(stream: stream, head: head, body: answer.body, isFirstLevel: isFirstLevel), context)
    }

    private func send(_ answer: Ready, _ context: ChannelHandlerContext) {
        if answer.isFirstLevel { firstLevel.append(answer) } else { others.append(answer) }
        writeReady(context)
    }

    private func writeReady(_ context: ChannelHandlerContext) {
        while context.channel.isWritable, let next = firstLevel.popFirst() ?? nextOther(context) {
            guard streams.contains(next.stream) else { continue }
            write(next, context)
            // Only what is flushed tells whether the client takes it, and goes out tile by tile.
            if unflushed > answerFlushThreshold { flush(context: context) }
        }
    }

    /// Nil also while the first levels of all go before.
    private func nextOther(_ context: ChannelHandlerContext) -> Ready? {
        guard !others.isEmpty, desk.firstLevels.isAnyUnderWay else {
            patience = nil
            return others.popFirst()
        }
        let now = NIODeadline.now()
        let end = patience ?? now + Self.longestPatience
        guard now < end else { return others.popFirst() }
        patience = end
        lookAgain(context)
        return nil
    }

    private func lookAgain(_ context: ChannelHandlerContext) {
        guard !isLookScheduled else { return }
        isLookScheduled = true
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.nextLook) {
            let (handler, context) = bound.value
            handler.isLookScheduled = false
            guard context.channel.isActive else { return }
            handler.writeReady(context)
            if handler.unflushed > 0 { handler.flush(context: context) }
        }
    }

    /// A headset that takes nothing holds the others up no longer than this.
    private static let longestPatience = TimeAmount.milliseconds(400)
    private static let nextLook = TimeAmount.milliseconds(4)

    private func write(_ answer: Ready, _ context: ChannelHandlerContext) {
        desk.metrics.bodyBytes.add(answer.body.readableBytes)
        let isEmpty = answer.body.readableBytes == 0
        let headers = HTTP2Frame.FramePayload.headers(.init(headers: answer.head, endStream: isEmpty))
        context.write(wrapOutboundOut(HTTP2Frame(streamID: answer.stream, payload: headers)), promise: nil)
        unflushed += answer.body.readableBytes + 1
        guard !isEmpty else { return }
        let data = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(answer.body), endStream: true))
        context.write(
            wrapOutboundOut(HTTP2Frame(streamID: answer.stream, payload: data)),
            promise: answer.isFirstLevel ? firstLevelPromise(context) : nil
        )
    }

    private func firstLevelPromise(_ context: ChannelHandlerContext) -> EventLoopPromise<Void> {
        let promise = context.eventLoop.makePromise(of: Void.self)
        let passage = FirstLevels.Passage(desk.firstLevels)
        passages.append(passage)
        promise.futureResult.assumeIsolated().whenComplete { _ in passage.taken() }
        return promise
    }
}

extension HTTP2StreamID {
    fileprivate var isClientInitiated: Bool { self != .rootStream && Int(self) % 2 == 1 }
}
