internal import NIOCore

/// Gathers what is written between two flushes, so that TLS makes full records of it.
///
/// HTTP/2 writes a frame's head of nine bytes and its content apart, HTTP/1.1 an answer's head and its body, and TLS makes a record of
/// each write: a large tile would cost both sides seven records instead of three, which is more than a copy within the cache.
final class RecordPacker: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Four records: large media do not lie in memory twice.
    private static let most = 4 * 16_384

    private var pieces: [ByteBuffer] = []
    private var promises: [EventLoopPromise<Void>] = []
    private var size = 0

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let piece = unwrapOutboundIn(data)
        if size + piece.readableBytes > Self.most { passOn(context) }
        pieces.append(piece)
        size += piece.readableBytes
        if let promise { promises.append(promise) }
    }

    func flush(context: ChannelHandlerContext) {
        passOn(context)
        context.flush()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        passOn(context)
        context.close(mode: mode, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        for promise in promises { promise.fail(ChannelError.ioOnClosedChannel) }
        promises = []
        pieces = []
    }

    private func passOn(_ context: ChannelHandlerContext) {
        guard !pieces.isEmpty else { return }
        let packed = packed(context.channel.allocator)
        let promise = promises.popLast()
        for other in promises { promise?.futureResult.cascade(to: other) }
        pieces.removeAll(keepingCapacity: true)
        promises.removeAll(keepingCapacity: true)
        size = 0
        context.write(wrapOutboundOut(packed), promise: promise)
    }

    private func packed(_ allocator: ByteBufferAllocator) -> ByteBuffer {
        guard pieces.count > 1 else { return pieces[0] }
        var packed = allocator.buffer(capacity: size)
        for piece in pieces { packed.writeImmutableBuffer(piece) }
        return packed
    }
}
