import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

extension Response {
    /// What a client gets as body.
    func receivedBody() async throws -> String {
        let received = ReceivedBody()
        try await body.write(Writer(received: received))
        return received.text
    }
}

private final class ReceivedBody: Sendable {
    private let buffer = Mutex(ByteBuffer())

    var text: String { buffer.withLock { String(buffer: $0) } }

    func append(_ part: ByteBuffer) {
        buffer.withLock { _ = $0.writeImmutableBuffer(part) }
    }
}

private struct Writer: ResponseBodyWriter {
    let received: ReceivedBody

    mutating func write(_ buffer: ByteBuffer) async throws { received.append(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
