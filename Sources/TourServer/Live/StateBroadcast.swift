internal import NIOCore
internal import Synchronization

/// Hands the latest state to every client: each keeps at most one waking-up in store, so a slow one misses states and
/// holds up nobody.
final class StateBroadcast: Sendable {
    /// What there is to tell, each with a number that goes up.
    struct Latest: Sendable {
        var revision = 0
        var state = ByteBuffer()
        var headsetsRevision = 0
        /// For guides alone.
        var headsets = ByteBuffer()
    }

    private struct Inner {
        var latest = Latest()
        var clients: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastClient = 0
    }

    /// Whoever wants more has more connections than any bus has seats.
    private static let mostClients = 512

    private let inner = Mutex(Inner())

    var latest: Latest { inner.withLock { $0.latest } }

    /// Wakes at once, and then whenever there is something new or a ping is due; `nil` where there are too many.
    func subscribe() -> (id: Int, wakes: AsyncStream<Void>)? {
        inner.withLock { inner in
            guard inner.clients.count < Self.mostClients else { return nil }
            let (wakes, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            inner.lastClient += 1
            inner.clients[inner.lastClient] = continuation
            continuation.yield()
            return (inner.lastClient, wakes)
        }
    }

    func unsubscribe(_ id: Int) { inner.withLock { $0.clients.removeValue(forKey: id) }?.finish() }

    func publish(_ state: ByteBuffer, revision: Int) {
        wake { ($0.state, $0.revision) = (state, revision) }
    }

    func publish(headsets: ByteBuffer) {
        wake {
            $0.headsets = headsets
            $0.headsetsRevision += 1
        }
    }

    /// Lets every client hear something.
    func ping() { wake { _ in } }

    private func wake(_ change: (inout Latest) -> Void) {
        let clients = inner.withLock { inner in
            change(&inner.latest)
            return Array(inner.clients.values)
        }
        for client in clients { client.yield() }
    }
}
