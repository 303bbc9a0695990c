internal import NIOCore

/// Stands next to the socket, counts bytes, and closes a connection whose other side is too slow.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let address: String
    /// The address at which the connection came in.
    let local: String?
    private let ledger: SourceLedger
    private let metrics: ServerMetrics
    private let tick: TimeAmount
    private var deadlines: ConnectionDeadlines
    private var written = 0
    private var isDeaf = false
    private var timer: RepeatedTask?
    /// Answers of HTTP/2 that are not yet all handed to the socket, for the other side's windows are closed.
    var answersHeld = 0
    /// The same of answers that the rest of the server gives, in pieces.
    var writesHeld = 0

    init(
        address: String,
        local: String?,
        ledger: SourceLedger,
        limits: ServerLimits,
        metrics: ServerMetrics,
        isSecure: Bool
    ) {
        self.address = address
        self.local = local
        self.ledger = ledger
        self.metrics = metrics
        tick = TimeAmount(limits.tick)
        deadlines = ConnectionDeadlines(limits, phase: isSecure ? .handshake : .head, at: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleRepeatedTask(initialDelay: tick, delay: tick) { _ in
            let (handler, context) = bound.value
            handler.look(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDeaf else { return }
        deadlines.bytesArrived(at: .now())
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }

    private func look(_ context: ChannelHandlerContext) {
        let held = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let owes = held > 0 || answersHeld > 0 || writesHeld > 0
        guard deadlines.isOver(at: .now(), taken: written - held, owes: owes) else { return }
        metrics.timeouts.add(1)
        context.close(promise: nil)
    }
}

// What the handlers above it tell it, on the connection's event loop.
extension ConnectionGuard {
    /// TLS is agreed on, and which HTTP is to be spoken.
    func handshakeDone(isHTTP2: Bool) { deadlines.enter(isHTTP2 ? .multiplexed : .head, at: .now()) }

    /// A request's head is there, of HTTP/1.1.
    func requestArrived() { deadlines.enter(.busy, at: .now()) }

    /// A request of HTTP/1.1 has been read and answered whole.
    func answered() { deadlines.enter(.idle, at: .now()) }

    /// Whatever else the other side sends is dropped: nobody would read it, and it must not be kept.
    func becomeDeaf() { isDeaf = true }

    /// Whether this device may ask for one more thing.
    func mayAsk() -> Bool { ledger.mayAsk(address) }
}
