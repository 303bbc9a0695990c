internal import NIOCore

extension ListenAddress {
    /// What to open in a browser, this machine's own name first: one address for each way in where the host is a wildcard.
    package var webAddresses: [String] {
        guard host == Self.everyHost || host == "::" else { return ["http://\(self)"] }
        let devices = (try? System.enumerateDevices()) ?? []
        let hosts = devices.compactMap(\.address).filter { $0.protocol == .inet }.compactMap(\.ipAddress)
        return (["localhost"] + hosts.filter { !$0.hasPrefix("127.") }.sorted()).map { "http://\($0):\(port)" }
    }
}
