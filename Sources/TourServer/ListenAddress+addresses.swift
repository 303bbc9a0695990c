internal import NIOCore

extension ListenAddress {
    /// What to open in a browser, this machine's own name first: one address for each way in where the host is a wildcard.
    package func webAddresses(isSecure: Bool) -> [String] {
        let scheme = isSecure ? "https" : "http"
        guard host == Self.everyHost || host == "::" else { return ["\(scheme)://\(self)"] }
        let devices = (try? System.enumerateDevices()) ?? []
        let hosts = devices.compactMap(\.address).filter { $0.protocol == .inet }.compactMap(\.ipAddress)
        return (["localhost"] + hosts.filter { !$0.hasPrefix("127.") }.sorted()).map { "\(scheme)://\($0):\(port)" }
    }

    /// Reads an address that nobody but this machine itself can connect to.
    ///
    /// - Throws: `TourServerError.listenAddress` also for any other.
    package init(loopback text: String) throws(TourServerError) {
        try self.init(text)
        guard host == "localhost" || host == "::1" || host.hasPrefix("127.") else {
            throw .listenAddress(text, "is not of this machine alone; write 127.0.0.1:PORT")
        }
    }
}
