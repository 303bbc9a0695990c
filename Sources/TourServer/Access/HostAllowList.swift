/// The names by which this server may be called: any other is a page of somebody else's that has had a name point here.
package struct HostAllowList: Sendable {
    private let names: Set<String>

    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "::1"]

    /// - Parameter names: host names and addresses beside loopback, without ports.
    package init(_ names: some Sequence<String> = []) {
        self.names = Self.loopback.union(names.map { $0.lowercased() })
    }

    /// - Parameters:
    ///   - authority: as in `Host` or `:authority`, with or without a port.
    ///   - local: the address at which the connection came in, for a server that listens on all.
    package func allows(_ authority: String, local: String?) -> Bool {
        guard let host = Self.host(of: authority) else { return false }
        return names.contains(host) || host == local?.lowercased()
    }

    /// In lower case, IPv6 without brackets; `nil` for what is no host with perhaps a port.
    static func host(of authority: String) -> String? {
        let text = authority.lowercased()
        guard text.utf8.count <= 255 else { return nil }
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || isPort(rest) else { return nil }
            return String(text[text.index(after: text.startIndex)..<end])
        }
        guard let colon = text.firstIndex(of: ":") else { return text.isEmpty ? nil : text }
        guard colon != text.startIndex, isPort(text[colon...]) else { return nil }
        return String(text[..<colon])
    }

    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.dropFirst()
        return text.first == ":" && (1...5).contains(digits.utf8.count)
            && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
