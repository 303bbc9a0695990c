internal import NIOCore
internal import Synchronization

/// Tiles and media in memory, by request target: bounded, and each is read once however many ask for it at the same time.
///
/// The oldest go first, one after the other as room is needed, but what was asked for meanwhile gets a second turn (Corbató's CLOCK).
/// What goes makes room for what comes, so memory stays as it is: dropping much at once would leave holes between what stays.
/// A target has one spelling only (`Resource`), so it is a key; a query is never kept.
final class ContentCache: Sendable {
    enum Finding {
        case ready(ReadyContent)
        /// Fails with a `Problem` alone.
        case loading(EventLoopFuture<ReadyContent>)
    }

    fileprivate struct State {
        let capacity: Int
        var kept: [String: Kept] = [:]
        /// The targets of `kept` in the order of their turn to go.
        var turns = CircularBuffer<String>()
        var cost = 0
        var loading: [String: EventLoopFuture<ReadyContent>] = [:]
    }

    fileprivate struct Kept {
        let content: ReadyContent
        /// Since it came, or since its last turn.
        var isUsed = false
    }

    private let state: Mutex<State>
    private let loader: ContentLoader

    /// - Parameter capacity: in bytes; a file larger than an eighth of it is not kept.
    init(loader: ContentLoader, capacity: Int) {
        self.loader = loader
        state = Mutex(State(capacity: capacity))
    }

    /// What is at this target.
    func content(at target: String, on loop: any EventLoop) -> Finding {
        state.withLock { state in
            if let content = state.find(target) {
                loader.metrics.cacheHits.add(1)
                return .ready(content)
            }
            if let future = state.loading[target] { return .loading(future.hop(to: loop)) }
            guard state.loading.count < Self.readsAtOnce else { return .loading(loop.makeFailedFuture(Problem.busy)) }
            loader.metrics.cacheMisses.add(1)
            let promise = loop.makePromise(of: ReadyContent.self)
            state.loading[target] = promise.futureResult
            promise.completeWithTask { [self] in try await read(target) }
            return .loading(promise.futureResult)
        }
    }

    /// Beyond this the disk is far behind, and who asks now would have given up by the time it is their turn.
    private static let readsAtOnce = 10_000

    private func read(_ target: String) async throws(Problem) -> ReadyContent {
        do throws(Problem) {
            guard let found = try await loader.load(try Resource.of(target)) else { throw .notFound }
            let content = ReadyContent(found)
            state.withLock { $0.finish(target, content) }
            return content
        } catch {
            state.withLock { _ = $0.loading.removeValue(forKey: target) }
            throw error
        }
    }
}

extension ContentCache.State {
    fileprivate mutating func find(_ target: String) -> ReadyContent? {
        guard let index = kept.index(forKey: target) else { return nil }
        kept.values[index].isUsed = true
        return kept.values[index].content
    }

    fileprivate mutating func finish(_ target: String, _ content: ReadyContent) {
        loading[target] = nil
        if content.cost <= capacity / 8, !target.utf8.contains(UInt8(ascii: "?")) {
            keep(target, content)
        }
    }

    private mutating func keep(_ target: String, _ content: ReadyContent) {
        while cost + content.cost > capacity, let oldest = turns.popFirst(), let index = kept.index(forKey: oldest) {
            if kept.values[index].isUsed {
                kept.values[index].isUsed = false
                turns.append(oldest)
            } else {
                cost -= kept.remove(at: index).value.content.cost
            }
        }
        kept[target] = ContentCache.Kept(content: content)
        turns.append(target)
        cost += content.cost
    }
}
