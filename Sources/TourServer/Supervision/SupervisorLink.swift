package import NIOCore
internal import NIOPosix

/// The way to the service manager that started this process: datagrams to the socket that systemd names in `NOTIFY_SOCKET`.
///
/// A state that cannot be delivered is let go: the manager then acts as for a server that says nothing.
package struct SupervisorLink: Sendable {
    private let channel: any Channel

    /// Nil where nobody wants to know: no variable, or an abstract socket, which only containers use.
    ///
    /// - Throws: where there is no such socket.
    package static func open(environment: [String: String], on group: any EventLoopGroup) async throws -> Self? {
        guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") else { return nil }
        return Self(channel: try await DatagramBootstrap(group: group).connect(unixDomainSocketPath: path).get())
    }

    package func tell(_ state: SupervisorState) async {
        try? await channel.writeAndFlush(ByteBuffer(string: state.message))
    }

    package func close() async { try? await channel.close() }
}
