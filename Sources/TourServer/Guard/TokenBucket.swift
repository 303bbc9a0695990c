internal import NIOCore

/// Lets through `rate` a second on average, and `burst` at once after a rest.
struct TokenBucket {
    private let rate: Double
    private let burst: Double
    private var tokens: Double
    private var latest: NIODeadline

    init(rate: Int, burst: Int, at now: NIODeadline) {
        self.rate = Double(rate)
        self.burst = Double(burst)
        tokens = Double(burst)
        latest = now
    }

    /// - Returns: false when there is none left.
    mutating func take(at now: NIODeadline) -> Bool {
        refill(at: now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// Whether nothing would be forgotten by starting anew.
    mutating func isFull(at now: NIODeadline) -> Bool {
        refill(at: now)
        return tokens >= burst
    }

    private mutating func refill(at now: NIODeadline) {
        let seconds = Double((now - latest).nanoseconds) / 1e9
        guard seconds > 0 else { return }
        tokens = min(burst, tokens + seconds * rate)
        latest = now
    }
}
