internal import NIOCore

extension ListenAddress {
    /// What to open in a browser, this machine's own name first: one address for each way in where the host is a wildcard.
    package func webAddresses(isSecure: Bool) -> [String] {
        let scheme = isSecure ? "https" : "http"
        guard isWildcard else { return ["\(scheme)://\(self)"] }
        let hosts = Self.deviceAddresses.filter { $0.protocol == .inet }.compactMap(\.ipAddress)
        return (["localhost"] + hosts.filter { !$0.hasPrefix("127.") }.sorted()).map { "\(scheme)://\($0):\(port)" }
    }

    /// The names and addresses by which it can be reached, as far as they are known at the start.
    var ownHosts: [String] { isWildcard ? Self.deviceAddresses.compactMap(\.ipAddress) : [host] }

    private var isWildcard: Bool { host == Self.everyHost || host == "::" }

    private static var deviceAddresses: [SocketAddress] {
        ((try? System.enumerateDevices()) ?? []).compactMap(\.address)
    }
}
