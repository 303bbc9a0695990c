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
        var clients: [Int: Client] = [:]
        var lastClient = 0
    }

    private struct Client {
        let wake: AsyncStream<Void>.Continuation
        /// The address of a stranger's device; nil for headsets and guides.
        let stranger: String?
    }

    /// Whoever wants more has more connections than any bus has seats.
    private static let mostClients = 512
    /// Of these, kept free for enrolled headsets and guides.
    private static let reserved = 128

    private let inner = Mutex(Inner())

    var latest: Latest { inner.withLock { $0.latest } }

    /// Wakes at once, and then whenever there is something new or a ping is due; `nil` where there are too many.
    ///
    /// - Parameters:
    ///   - stranger: the address of a device that is no headset's of ours and no guide's.
    ///   - most: that such a device may have; 0 is no limit.
    func subscribe(stranger: String?, most: Int) -> Subscription? {
        inner.withLock { inner in
            guard inner.clients.count < Self.mostClients - (stranger == nil ? 0 : Self.reserved) else { return nil }
            if let stranger, most > 0 {
                guard inner.clients.values.count(where: { $0.stranger == stranger }) < most else { return nil }
            }
            let (wakes, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            inner.lastClient += 1
            inner.clients[inner.lastClient] = Client(wake: continuation, stranger: stranger)
            continuation.yield()
            return Subscription(broadcast: self, id: inner.lastClient, wakes: wakes)
        }
    }

    /// A place among the clients, for as long as somebody keeps this: an answer may be dropped before it has begun.
    final class Subscription: Sendable {
        let wakes: AsyncStream<Void>
        private let broadcast: StateBroadcast
        private let id: Int

        fileprivate init(broadcast: StateBroadcast, id: Int, wakes: AsyncStream<Void>) {
            (self.broadcast, self.id, self.wakes) = (broadcast, id, wakes)
        }

        deinit { broadcast.unsubscribe(id) }
    }

    private func unsubscribe(_ id: Int) { inner.withLock { $0.clients.removeValue(forKey: id) }?.wake.finish() }

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
        for client in clients { client.wake.yield() }
    }
}
