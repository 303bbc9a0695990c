internal import NIOCore

/// When the other side of a connection has been too slow. It is told what happens and looked at now and then.
struct ConnectionDeadlines {
    enum Phase {
        /// TLS is being agreed on.
        case handshake
        /// HTTP/1.1: between two requests, nothing of the next one is there.
        case idle
        /// HTTP/1.1: a request's head is arriving.
        case head
        /// HTTP/1.1: a request is being answered, or its body arrives.
        case busy
        /// HTTP/2: streams come and go, see `HTTP2Lifecycle`.
        case multiplexed
    }

    private let handshake: TimeAmount
    private let head: TimeAmount
    private let idle: TimeAmount
    private let rateWindow: TimeAmount
    private let bytesPerWindow: Int

    private var phase: Phase
    private var since: NIODeadline
    private var owedSince: NIODeadline?
    private var takenThen = 0

    init(_ limits: ServerLimits, phase: Phase, at now: NIODeadline) {
        handshake = TimeAmount(limits.handshake)
        head = TimeAmount(limits.head)
        idle = TimeAmount(limits.idle)
        rateWindow = TimeAmount(limits.rateWindow)
        bytesPerWindow = Int(Double(limits.minimumRate) * (limits.rateWindow / .seconds(1)))
        self.phase = phase
        since = now
    }

    mutating func bytesArrived(at now: NIODeadline) {
        if case .idle = phase { enter(.head, at: now) }
    }

    mutating func enter(_ phase: Phase, at now: NIODeadline) {
        self.phase = phase
        since = now
    }

    /// - Parameters:
    ///   - taken: bytes that the other side has taken since the connection began.
    ///   - owes: whether there is more that it should take.
    /// - Returns: whether the connection is to be closed.
    mutating func isOver(at now: NIODeadline, taken: Int, owes: Bool) -> Bool {
        isLate(at: now) || isSlow(at: now, taken: taken, owes: owes)
    }

    private func isLate(at now: NIODeadline) -> Bool {
        switch phase {
        case .handshake: now - since > handshake
        case .idle: now - since > idle
        case .head: now - since > head
        case .busy, .multiplexed: false
        }
    }

    private mutating func isSlow(at now: NIODeadline, taken: Int, owes: Bool) -> Bool {
        guard owes else {
            owedSince = nil
            return false
        }
        guard let begin = owedSince else {
            owedSince = now
            takenThen = taken
            return false
        }
        guard now - begin > rateWindow else { return false }
        let isSlow = taken - takenThen < bytesPerWindow
        owedSince = now
        takenThen = taken
        return isSlow
    }
}
