/// What the server has done since its start, for `/metrics`. Nothing in it tells one visitor from another.
final class ServerMetrics: Sendable {
    /// Answered from the cache's side of the server, and those that went on to the rest of it.
    let contentRequests = Counter()
    let otherRequests = Counter()
    let bodyBytes = Counter()
    let cacheHits = Counter()
    let cacheMisses = Counter()
    let rottenBlobs = Counter()
    let readErrors = Counter()
    let connections = Counter()
    let closedConnections = Counter()
    let refusedConnections = Counter()
    let refusedRequests = Counter()
    /// Closed because the other side was too slow: with its handshake, its request, or in taking an answer.
    let timeouts = Counter()
}
