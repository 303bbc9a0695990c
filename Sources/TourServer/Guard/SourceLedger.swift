package import NIOCore
internal import Synchronization

/// Who holds how many connections and has asked for how much, by network address. Addresses are forgotten with the process and
/// appear nowhere else.
package final class SourceLedger: Sendable {
    fileprivate struct Source {
        var connections = 0
        var isRecognised = false
        var bucket: TokenBucket
        /// Of handshakes.
        var handshakes: TokenBucket
    }

    fileprivate struct State {
        var sources: [String: Source] = [:]
        var connections = 0
    }

    private let limits: ServerLimits
    private let state = Mutex(State())

    package init(limits: ServerLimits) { self.limits = limits }

    /// Of one device that is none of ours; 0 is no limit.
    var connectionsPerSource: Int { limits.connectionsPerSource }

    /// From now on a device counts as one of ours: an enrolled headset's or a guide's. It may use the reserved connections and
    /// is not held to the limits of strangers.
    package func recognise(_ address: String) {
        state.withLock { state in
            state.sources[address, default: newSource(at: .now())].isRecognised = true
        }
    }

    /// Takes in a connection, to be told of by `leave`.
    ///
    /// - Parameter isSecure: whether it begins with a handshake of TLS, which costs as much as many requests.
    /// - Returns: false when there is no place for it.
    package func admit(_ address: String, isSecure: Bool = false, at now: NIODeadline = .now()) -> Bool {
        state.withLock { state in
            var source = state.sources[address] ?? newSource(at: now)
            let free = limits.connections - (source.isRecognised ? 0 : limits.reservedConnections)
            guard state.connections < free,
                source.isRecognised || limits.connectionsPerSource == 0
                    || source.connections < limits.connectionsPerSource
            else { return false }
            if isSecure, !source.isRecognised, limits.requestsPerSecond > 0, !source.handshakes.take(at: now) {
                return false
            }
            source.connections += 1
            state.connections += 1
            if state.sources.count >= Self.most { state.forgetIdle(at: now) }
            state.sources[address] = source
            return true
        }
    }

    package func leave(_ address: String) {
        state.withLock { state in
            state.sources[address]?.connections -= 1
            state.connections -= 1
        }
    }

    /// Whether a device may ask for one more thing now.
    package func mayAsk(_ address: String, at now: NIODeadline = .now()) -> Bool {
        guard limits.requestsPerSecond > 0 else { return true }
        return state.withLock { state in
            guard let index = state.sources.index(forKey: address) else { return true }
            return state.sources.values[index].isRecognised || state.sources.values[index].bucket.take(at: now)
        }
    }

    private func newSource(at now: NIODeadline) -> Source {
        Source(
            bucket: TokenBucket(rate: limits.requestsPerSecond, burst: limits.requestBurst, at: now),
            handshakes: TokenBucket(
                rate: max(1, limits.requestsPerSecond / Self.requestsPerHandshake),
                burst: max(1, limits.requestBurst / 2),
                at: now
            )
        )
    }

    /// What a handshake costs the server, in requests.
    private static let requestsPerHandshake = 5
    /// A bus has some hundred; more come only from made-up ones.
    private static let most = 4096
}

extension SourceLedger.State {
    fileprivate mutating func forgetIdle(at now: NIODeadline) {
        for (address, var source) in sources
        where source.connections == 0 && !source.isRecognised && source.bucket.isFull(at: now)
            && source.handshakes.isFull(at: now)
        {
            sources[address] = nil
        }
    }
}
