internal import NIOCore
internal import Synchronization

/// Tiles and media in memory, by request target: bounded, and each is read once however many ask for it at the same time.
///
/// The least recently used go first, by the half: what is used moves to the young half, and when that is full it becomes the
/// old one and the old one goes. A target has one spelling only (`Resource`), so it is a key; a query is never kept.
final class ContentCache: Sendable {
    enum Finding {
        case ready(ReadyContent)
        /// Fails with a `Problem` alone.
        case loading(EventLoopFuture<ReadyContent>)
    }

    fileprivate struct State {
        var young: [String: ReadyContent] = [:]
        var old: [String: ReadyContent] = [:]
        var youngCost = 0
        var loading: [String: EventLoopFuture<ReadyContent>] = [:]
    }

    private let state = Mutex(State())
    private let loader: ContentLoader
    private let halfCapacity: Int

    /// - Parameter capacity: in bytes; a file larger than an eighth of it is not kept.
    init(loader: ContentLoader, capacity: Int) {
        self.loader = loader
        self.halfCapacity = capacity / 2
    }

    /// What is at this target.
    func content(at target: String, on loop: any EventLoop) -> Finding {
        state.withLock { state in
            if let content = state.find(target, halfCapacity) {
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
            state.withLock { $0.finish(target, content, halfCapacity) }
            return content
        } catch {
            state.withLock { _ = $0.loading.removeValue(forKey: target) }
            throw error
        }
    }
}

extension ContentCache.State {
    fileprivate mutating func find(_ target: String, _ halfCapacity: Int) -> ReadyContent? {
        if let content = young[target] { return content }
        guard let content = old.removeValue(forKey: target) else { return nil }
        keep(target, content, halfCapacity)
        return content
    }

    fileprivate mutating func finish(_ target: String, _ content: ReadyContent, _ halfCapacity: Int) {
        loading[target] = nil
        if content.cost <= halfCapacity / 4, !target.utf8.contains(UInt8(ascii: "?")) {
            keep(target, content, halfCapacity)
        }
    }

    private mutating func keep(_ target: String, _ content: ReadyContent, _ halfCapacity: Int) {
        if youngCost + content.cost > halfCapacity {
            old = young
            young = [:]
            youngCost = 0
        }
        young[target] = content
        youngCost += content.cost
    }
}
