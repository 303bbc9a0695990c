internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Gives an answer what every one has, whoever made it: its date, the server's name and, over TLS, that it is to be used again.
final class AnswerFieldsHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let desk: ContentDesk

    init(desk: ContentDesk) { self.desk = desk }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status.kind != .informational else {
            return context.write(data, promise: promise)
        }
        head.headerFields[.date] = desk.date.text
        head.headerFields[.server] = serverName
        if desk.isSecure { head.headerFields[.strictTransportSecurity] = strictTransport }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}

/// Of every answer's `Strict-Transport-Security` over TLS (RFC 6797), for a year.
let strictTransport = "max-age=31536000"
