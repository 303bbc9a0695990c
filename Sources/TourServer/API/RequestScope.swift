package import Hummingbird
internal import NIOCore

/// What a responder is told of a request beside the request.
package struct RequestScope: InitializableFromSource {
    /// The address of the device that asks; for limits alone, never for logs.
    let source: String
    /// The request came from this very machine.
    let isLoopback: Bool
    /// The address at which it came in.
    let local: String?
    /// Of the connection; nil in tests.
    private let eventLoop: (any EventLoop)?

    package init() {
        (source, isLoopback, local, eventLoop) = ("", true, nil, nil)
    }

    package init(source: ApplicationRequestContextSource) {
        let remote = source.channel.remoteAddress?.ipAddress ?? ""
        self.source = remote
        isLoopback = remote.hasPrefix("127.") || remote == "::1" || remote.hasPrefix("::ffff:127.")
        local = source.channel.localAddress?.ipAddress
        eventLoop = source.channel.eventLoop
    }
}

extension RequestScope {
    /// Waits until the connection has what was written to it. Only then it knows how much lies before it, and stops a writer who is too
    /// fast: else what is read faster than event loops turn piles up between.
    func untilHandedOver() async throws { try await eventLoop?.submit {}.get() }
}
