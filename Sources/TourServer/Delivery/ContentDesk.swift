internal import NIOCore

/// What the content handlers of all connections share.
struct ContentDesk: Sendable {
    let cache: ContentCache
    let gate: ContentGate
    let date = DateLine()
    let firstLevels = FirstLevels()
    let metrics: ServerMetrics
    /// Whether all is told over TLS.
    let isSecure: Bool

    /// Whether a target may be content. All else, and content with a query, is for the rest of the server.
    static func isContent(_ target: String) -> Bool {
        (target.hasPrefix("/tiles/") || target.hasPrefix("/media/") || target.hasPrefix("/api/v1/panoramas/"))
            && !target.utf8.contains(UInt8(ascii: "?"))
    }
}

/// Bytes after which written answers are flushed before the next is looked at.
let answerFlushThreshold = 48 << 10
