/// What a supervisor is told of the server, in the words of sd_notify(3).
package enum SupervisorState: Sendable, Equatable {
    /// Connections are accepted.
    case ready(status: String)
    /// Answers the watchdog.
    case alive
    /// Told to stop.
    case stopping

    /// One assignment a line.
    package var message: String {
        switch self {
        case .ready(let status): "READY=1\nSTATUS=\(status.filter { $0 != "\n" })"
        case .alive: "WATCHDOG=1"
        case .stopping: "STOPPING=1"
        }
    }
}
