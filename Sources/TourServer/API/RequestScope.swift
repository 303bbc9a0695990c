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

    package init() {
        (source, isLoopback, local) = ("", true, nil)
    }

    package init(source: ApplicationRequestContextSource) {
        let remote = source.channel.remoteAddress?.ipAddress ?? ""
        self.source = remote
        isLoopback = remote.hasPrefix("127.") || remote == "::1" || remote.hasPrefix("::ffff:127.")
        local = source.channel.localAddress?.ipAddress
    }
}
