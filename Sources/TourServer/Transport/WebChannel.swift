internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTPTypes

/// How a connection becomes requests: TLS or not, HTTP/1.1 or HTTP/2, content answered at the door, the rest by Hummingbird.
struct WebChannel: HTTPChannelHandler {
    typealias Requests = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    enum Speech: Sendable {
        case http1(Requests)
        case http2(AsyncStream<PendingStream>)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        /// Known when TLS is agreed on.
        let speech: EventLoopFuture<Speech>
    }

    let responder: Responder
    let desk: ContentDesk
    let ledger: SourceLedger
    let limits: ServerLimits
    /// Nil for plain HTTP.
    let certificates: CertificateStore?

    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            do {
                switch try await value.speech.get() {
                case .http1(let requests): await handleHTTP(asyncChannel: requests, logger: logger)
                case .http2(let streams):
                    await withDiscardingTaskGroup { group in
                        for await stream in streams { group.addTask { await handle(stream, logger) } }
                    }
                }
            } catch {
                logger.trace("no HTTP was agreed on", metadata: ["error": "\(error)"])
            }
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    private func handle(_ stream: PendingStream, _ logger: Logger) async {
        guard let requests = try? await stream.take(requests(ofStream:)) else { return }
        await handleHTTP(asyncChannel: requests, logger: logger)
    }
}
