import Tour

/// What a source of positions tells while it runs.
package enum PositionReport: Sendable, Hashable {
    /// With the time of its arrival in seconds, on a clock that never goes back and starts anywhere.
    case fix(Fix, at: Double)
    case state(PositionSourceState)
    case fault(ReceiverFault)
    case satellites(used: Int, seen: Int)
    /// Nothing new; time passes.
    case idle(at: Double)
}

/// How a source is. Stale and stopped are told apart, for the one may heal by itself and the other needs somebody.
package enum PositionSourceState: Sendable, Hashable {
    case connecting
    /// Fixes, or word that there is none, come in.
    case running
    /// Connected, but silent for so long: the receiver is unplugged, or the daemon hangs.
    case stale(seconds: Double)
    /// No connection; the next try follows by itself.
    case stopped(reason: String, retryInSeconds: Double)
    /// A recording has come to its end.
    case ended
}

extension PositionSourceState: CustomStringConvertible {
    package var description: String {
        switch self {
        case .connecting: "connecting"
        case .running: "receiving"
        case .stale(let seconds): "connected, but nothing came for \(whole(seconds)) s: is the receiver plugged in?"
        case .stopped(let reason, let seconds): "\(reason); next try in \(decimal(seconds, 1)) s"
        case .ended: "the recording has ended"
        }
    }
}
