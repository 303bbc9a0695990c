internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Answers requests for content on the event loop, right behind the HTTP/1.1 parser; the rest of the server never sees them.
///
/// One request at a time has its turn, so that answers keep the order of the requests: while the rest of the server works
/// on one of its own, or a tile is being read, or the client does not take what is written, whatever comes in waits here and
/// no more is read.
final class HTTP1ContentHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = IOData
    typealias OutboundOut = ByteBuffer

    /// Whose turn it is.
    private enum Turn {
        case nobody
        /// Ours, whose end is still to come.
        case reading(ContentRequest)
        /// Ours, and its content is being read.
        case loading
        /// The rest of the server's.
        case others(requestEnded: Bool, answerEnded: Bool)
    }

    /// What has to wait, in the order in which it came.
    private enum Arrival {
        case part(HTTPServerRequestPart)
        case event(Any)
        case error(any Error)
    }

    private let desk: ContentDesk
    private let connection: ConnectionGuard
    private var turn = Turn.nobody
    private var waiting = CircularBuffer<Arrival>()
    private var isReadWanted = false
    /// Bytes written since the last flush.
    private var unflushed = 0
    private var isForwarded = false
    private var isClosing = false
    private var isProceeding = false
    /// Of the request that has its turn, see `CheckedHead`.
    private var endsParsing = false
    private(set) var isLast = false

    init(desk: ContentDesk, connection: ConnectionGuard) {
        self.desk = desk
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { arrive(.part(unwrapInboundIn(data)), context) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { arrive(.error(error), context) }

    /// Half-closing and shutting down are for after the answer.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) { arrive(.event(event), context) }

    func channelReadComplete(context: ChannelHandlerContext) { settle(context) }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        proceed(context)
    }

    func read(context: ChannelHandlerContext) {
        if waiting.isEmpty { context.read() } else { isReadWanted = true }
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiting.removeAll()
        turn = .nobody
        context.fireChannelInactive()
    }

    /// The rest of the server has written the end of an answer.
    func othersAnswered(_ context: ChannelHandlerContext) {
        guard case .others(let requestEnded, false) = turn else { return }
        turn = .others(requestEnded: requestEnded, answerEnded: true)
        endTurn(context)
    }
}

extension HTTP1ContentHandler {
    private func arrive(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        if waiting.isEmpty, !isProceeding, take(arrival, context) { return }
        waiting.append(arrival)
        // It is we who let it wait.
        connection.requestArrived()
    }

    /// Goes on with what had to wait. To flush answers may make the socket writable, which asks for the same once more.
    private func proceed(_ context: ChannelHandlerContext) {
        guard !isProceeding else { return }
        isProceeding = true
        while let next = waiting.popFirst() {
            guard take(next, context) else {
                waiting.prepend(next)
                break
            }
        }
        isProceeding = false
        settle(context)
        guard waiting.isEmpty else { return connection.requestArrived() }
        if isReadWanted {
            isReadWanted = false
            context.read()
        }
    }

    private func settle(_ context: ChannelHandlerContext) {
        flushAnswers(context)
        if isForwarded {
            isForwarded = false
            context.fireChannelReadComplete()
        }
    }

    private func flushAnswers(_ context: ChannelHandlerContext) {
        guard unflushed > 0 else { return }
        unflushed = 0
        context.flush()
    }

    /// - Returns: false when it has to wait.
    private func take(_ arrival: Arrival, _ context: ChannelHandlerContext) -> Bool {
        switch (turn, arrival) {
        case (_, .part) where isClosing: return true
        case (.nobody, .part(.head(let head))):
            // Only what is flushed tells whether the client takes it.
            if unflushed > answerFlushThreshold { flushAnswers(context) }
            guard context.channel.isWritable else { return false }
            begin(head, context)
        case (.reading(let request), .part(.end)): answer(request, context)
        case (.reading, .part): break
        case (.others(false, let answerEnded), .part(let part)):
            forward(part, context)
            if case .end = part {
                if endsParsing { connection.becomeDeaf() }
                turn = .others(requestEnded: true, answerEnded: answerEnded)
                endTurn(context)
            }
        case (.nobody, .event(let event)) where event is ChannelShouldQuiesceEvent: quiesce(event, context)
        case (.nobody, .event(let event)), (.others, .event(let event)): context.fireUserInboundEventTriggered(event)
        case (.nobody, .error(let error)), (.others(false, _), .error(let error)): context.fireErrorCaught(error)
        case (.nobody, .part(let part)): forward(part, context)
        default: return false
        }
        return true
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        connection.requestArrived()
        if !connection.mayAsk() {
            refuse(.tooManyRequests, context)
        } else if let request = ContentRequest(head, gate: desk.gate, local: connection.local) {
            desk.metrics.contentRequests.add(1)
            turn = .reading(request)
        } else {
            hand(head, context)
        }
    }

    /// Over to the rest of the server.
    private func hand(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        do throws(Problem) {
            let checked = try CheckedHead(head, isSecure: desk.isSecure)
            desk.metrics.otherRequests.add(1)
            turn = .others(requestEnded: false, answerEnded: false)
            (endsParsing, isLast) = (checked.endsParsing, checked.isLast)
            forward(.head(checked.head), context)
        } catch {
            refuse(error, context)
        }
    }

    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        desk.metrics.refusedRequests.add(1)
        let request = ContentRequest(method: .get, target: "", conditions: [:], isLast: true)
        send(problem.answer(to: .get), request, context)
    }

    private func forward(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        isForwarded = true
        context.fireChannelRead(wrapInboundOut(part))
    }

    private func endTurn(_ context: ChannelHandlerContext) {
        guard case .others(true, true) = turn else { return }
        turn = .nobody
        connection.answered()
        if isLast { return close(after: ByteBuffer(), context) }
        if !waiting.isEmpty { proceed(context) }
    }

    /// Whoever closes idle connections does so at once, so what is written has to be gone.
    private func quiesce(_ event: Any, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((context, event), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
            let (context, event) = bound.value
            context.fireUserInboundEventTriggered(event)
        }
    }
}

extension HTTP1ContentHandler {
    private func answer(_ request: ContentRequest, _ context: ChannelHandlerContext) {
        switch desk.cache.content(at: request.target, on: context.eventLoop) {
        case .ready(let content): send(content, request, context)
        case .loading(let future):
            turn = .loading
            let bound = NIOLoopBound((self, context, request), eventLoop: context.eventLoop)
            future.whenComplete { result in
                let (handler, context, request) = bound.value
                handler.loaded(result, request, context)
            }
        }
    }

    private func loaded(
        _ result: Result<ReadyContent, any Error>,
        _ request: ContentRequest,
        _ context: ChannelHandlerContext
    ) {
        guard case .loading = turn, context.channel.isActive else { return }
        switch result {
        case .success(let content): send(content, request, context)
        case .failure(let error):
            let problem = error as? Problem ?? .unreadableBundle
            send(problem.answer(to: request.method), request, context)
        }
        proceed(context)
    }

    private func send(_ content: ReadyContent, _ request: ContentRequest, _ context: ChannelHandlerContext) {
        guard request.isPlainGet, !request.isLast else {
            return send(request.answer(from: content), request, context)
        }
        send(status: .ok, content.http1Head, content.body, request, context)
    }

    private func send(_ answer: Answer, _ request: ContentRequest, _ context: ChannelHandlerContext) {
        send(status: answer.status, answer.http1Fields(isLast: request.isLast), answer.body, request, context)
    }

    private func send(
        status: HTTPResponse.Status,
        _ fields: ByteBuffer,
        _ body: ByteBuffer,
        _ request: ContentRequest,
        _ context: ChannelHandlerContext
    ) {
        var head = context.channel.allocator.buffer(capacity: 128 + fields.readableBytes)
        if status == .ok {
            head.writeStaticString("HTTP/1.1 200 OK\r\nDate: ")
        } else {
            head.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nDate: ")
        }
        head.writeString(desk.date.text)
        head.writeStaticString("\r\nServer: ")
        head.writeString(serverName)
        if desk.isSecure {
            head.writeStaticString("\r\nStrict-Transport-Security: ")
            head.writeString(strictTransport)
        }
        head.writeStaticString("\r\n")
        head.writeImmutableBuffer(fields)
        desk.metrics.bodyBytes.add(body.readableBytes)
        if body.readableBytes > 0 { context.write(wrapOutboundOut(head), promise: nil) }
        let last = body.readableBytes > 0 ? body : head
        turn = .nobody
        unflushed += head.readableBytes + body.readableBytes
        connection.answered()
        if request.isLast { close(after: last, context) } else { context.write(wrapOutboundOut(last), promise: nil) }
    }

    private func close(after last: ByteBuffer, _ context: ChannelHandlerContext) {
        isClosing = true
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(last)).whenComplete { _ in bound.value.0.linger(bound.value.1) }
    }

    /// TCP forgets an answer that has not been read when more bytes come to a closed socket, so those are taken for a while.
    private func linger(_ context: ChannelHandlerContext) {
        connection.becomeDeaf()
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: lingering) { bound.value.close(promise: nil) }
    }
}
