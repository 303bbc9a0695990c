internal import Glibc
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import NIOHTTPTypesHTTP2
internal import NIOSSL
internal import NIOTLS

extension WebChannel {
    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let connection = try admit(channel)
            try channel.syncOptions?.setOption(.writeBufferWaterMark, value: Self.watermarks)
            try channel.syncOptions?.setOption(Self.unsentInKernel, value: Self.unsentOfHTTP1)
            try channel.pipeline.syncOperations.addHandler(connection)
            guard let certificates else {
                let requests = try setUpHTTP1(channel, connection, isSecure: false)
                return Value(channel: channel, speech: channel.eventLoop.makeSucceededFuture(.http1(requests)))
            }
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificates.context))
            return Value(channel: channel, speech: try negotiate(channel, connection))
        }
    }

    /// A large tile, and a second one behind it so that the socket never runs dry.
    private static let watermarks = ChannelOptions.Types.WriteBufferWaterMark(low: 64 << 10, high: 192 << 10)

    /// What the kernel takes before it can send it, which else grows to megabytes a connection: it would be in nobody's order.
    private static let unsentOfHTTP1: SocketOptionValue = 128 << 10
    /// Less than the first level of a scene, so that it is known whether some headset still lacks its own. With 48 KB the first
    /// levels of 60 headsets on 300 Mbit/s took up to a second, with this they take 0.22 s.
    private static let unsentOfHTTP2: SocketOptionValue = 32 << 10

    private static let unsentInKernel = ChannelOptions.Types.SocketOption(
        level: .tcp,
        name: NIOBSDSocket.Option(rawValue: TCP_NOTSENT_LOWAT)
    )

    private struct Refused: Error {}

    /// - Throws: for a connection too many, which is closed.
    private func admit(_ channel: any Channel) throws -> ConnectionGuard {
        let address = channel.remoteAddress?.ipAddress ?? ""
        guard ledger.admit(address, isSecure: certificates != nil) else {
            desk.metrics.refusedConnections.add(1)
            channel.close(promise: nil)
            throw Refused()
        }
        desk.metrics.connections.add(1)
        channel.closeFuture.whenComplete { [ledger, metrics = desk.metrics] _ in
            ledger.leave(address)
            metrics.closedConnections.add(1)
        }
        return ConnectionGuard(
            address: address,
            local: channel.localAddress?.ipAddress,
            ledger: ledger,
            limits: limits,
            metrics: desk.metrics,
            isSecure: certificates != nil
        )
    }

    private func negotiate(_ channel: any Channel, _ connection: ConnectionGuard) throws -> EventLoopFuture<Speech> {
        let bound = NIOLoopBound(connection, eventLoop: channel.eventLoop)
        let handler = NIOTypedApplicationProtocolNegotiationHandler<Speech> { result, channel in
            channel.eventLoop.makeCompletedFuture {
                let isHTTP2 = result == .negotiated("h2")
                bound.value.handshakeDone(isHTTP2: isHTTP2)
                return isHTTP2
                    ? .http2(try setUpHTTP2(channel, bound.value))
                    : .http1(try setUpHTTP1(channel, bound.value, isSecure: true))
            }
        }
        try channel.pipeline.syncOperations.addHandler(handler)
        return handler.protocolNegotiationResult
    }

    private func setUpHTTP1(_ channel: any Channel, _ connection: ConnectionGuard, isSecure: Bool) throws -> Requests {
        var decoderLimits = NIOHTTPDecoderLimitConfiguration()
        decoderLimits.maxHeaderFieldSize = limits.headerBytes
        decoderLimits.maxHeaderListSize = limits.headerBytes
        decoderLimits.maxHeaderFieldCount = limits.headerFields
        let pipeline = channel.pipeline.syncOperations
        let decoder = HTTPRequestDecoder(
            leftOverBytesStrategy: .dropBytes,
            informationalResponseStrategy: .drop,
            limitConfiguration: decoderLimits
        )
        let content = HTTP1ContentHandler(desk: desk, connection: connection)
        if isSecure { try pipeline.addHandler(RecordPacker()) }
        try pipeline.addHandler(ByteToMessageHandler(decoder))
        try pipeline.addHandler(content)
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(HTTP1AnswerWatch(content: content))
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
        return try requests(of: channel, isHTTP2: false)
    }

    private func setUpHTTP2(_ channel: any Channel, _ connection: ConnectionGuard) throws -> AsyncStream<PendingStream>
    {
        let (streams, continuation) = AsyncStream<PendingStream>.makeStream()
        channel.closeFuture.whenComplete { _ in continuation.finish() }
        let bound = NIOLoopBound(connection, eventLoop: channel.eventLoop)
        let multiplexer = HTTP2StreamMultiplexer(mode: .server, channel: channel) { channel in
            do {
                try channel.pipeline.syncOperations.addHandler(HTTP2AnswerWatch(connection: bound.value))
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
            let stream = PendingStream(channel)
            if case .terminated = continuation.yield(stream) { stream.refuse() }
            return stream.setup
        }
        let pipeline = channel.pipeline.syncOperations
        try channel.syncOptions?.setOption(Self.unsentInKernel, value: Self.unsentOfHTTP2)
        try pipeline.addHandler(RecordPacker())
        try pipeline.addHandler(
            NIOHTTP2Handler(mode: .server, connectionConfiguration: http2, streamConfiguration: http2Streams)
        )
        try pipeline.addHandler(HTTP2Lifecycle(limits: limits, metrics: desk.metrics))
        try pipeline.addHandler(HTTP2ContentHandler(desk: desk, connection: connection))
        try pipeline.addHandler(multiplexer)
        return streams
    }

    private var http2: NIOHTTP2Handler.ConnectionConfiguration {
        var configuration = NIOHTTP2Handler.ConnectionConfiguration()
        configuration.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: 128),
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.headerBytes),
        ]
        return configuration
    }

    private var http2Streams: NIOHTTP2Handler.StreamConfiguration {
        var configuration = NIOHTTP2Handler.StreamConfiguration()
        // Who looks around quickly cancels up to six tiles again and again; the 200 of the library would end the connection.
        configuration.streamResetFrameRateLimit.maximumCount = 1200
        return configuration
    }

    func requests(ofStream channel: any Channel) throws -> Requests {
        try channel.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTPServerCodec())
        return try requests(of: channel, isHTTP2: true)
    }

    private func requests(of channel: any Channel, isHTTP2: Bool) throws -> Requests {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(AnswerFieldsHandler(desk: desk))
        if !isHTTP2 { try pipeline.addHandler(BareAnswerHandler()) }
        try pipeline.addHandler(RequestBodyGuard(limits: limits, metrics: desk.metrics, isHTTP2: isHTTP2))
        try pipeline.addHandler(HTTPConnectionStateHandler(logger: quiet))
        return try Requests(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
    }
}

/// What happens to single connections is nobody's business.
private let quiet = Logger(label: "zeitreise.connection") { _ in SwiftLogNoOpLogHandler() }
