/// The ports that the system gave.
package struct ServerPorts: Sendable, Equatable {
    package var web = 0
    /// 0 without an admin listener.
    package var admin = 0
}

/// Waits for all listeners, and then tells their ports.
actor PortsAnnouncement {
    private var ports = ServerPorts()
    private var missing: Int
    private let announce: @Sendable (ServerPorts) async -> Void

    init(count: Int, _ announce: @escaping @Sendable (ServerPorts) async -> Void) {
        missing = count
        self.announce = announce
    }

    func set(_ port: any WritableKeyPath<ServerPorts, Int> & Sendable, _ value: Int) async {
        ports[keyPath: port] = value
        missing -= 1
        if missing == 0 { await announce(ports) }
    }
}
