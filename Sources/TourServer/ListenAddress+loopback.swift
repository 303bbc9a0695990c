extension ListenAddress {
    /// Whether only programs on this machine can connect.
    package var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host.lowercased()) }

    /// Reads an address that is this machine's own.
    ///
    /// - Throws: `TourServerError.listenAddress` with what is wrong.
    package init(loopback text: String) throws(TourServerError) {
        try self.init(text)
        guard isLoopback else {
            throw .listenAddress(text, "is open to other machines, and this page is for this one; write 127.0.0.1:PORT")
        }
    }
}
