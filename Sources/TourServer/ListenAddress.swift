/// Where a server waits for connections.
package struct ListenAddress: Sendable, Equatable {
    /// A name or an IP address; IPv6 without brackets. `0.0.0.0` is every IPv4 address of the machine.
    package let host: String
    /// 0...65535; 0 is a free port of the system's choice.
    package let port: Int

    /// The host that stands for `:PORT`.
    package static let everyHost = "0.0.0.0"

    /// Reads `HOST:PORT`, `[IPV6]:PORT` or `:PORT`.
    ///
    /// - Throws: `TourServerError.listenAddress` with what is wrong.
    package init(_ text: String) throws(TourServerError) {
        guard let colon = text.lastIndex(of: ":") else {
            throw .listenAddress(text, "has no colon and port; write HOST:PORT, as in 127.0.0.1:8080")
        }
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            port <= 65_535
        else { throw .listenAddress(text, "has no port of 0 to 65535 after its last colon") }
        self.host = try Self.host(text[..<colon], of: text)
        self.port = port
    }

    private init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The same host with the port that the system chose.
    package func with(port: Int) -> Self { Self(host: host, port: port) }

    private static func host(_ part: Substring, of text: String) throws(TourServerError) -> String {
        if part.isEmpty { return everyHost }
        if part.first == "[", part.last == "]" {
            let address = part.dropFirst().dropLast()
            guard address.contains(":"), address.utf8.allSatisfy(isAddressCharacter) else {
                throw .listenAddress(text, "has no IPv6 address in its brackets")
            }
            return String(address)
        }
        guard !part.contains(":") else {
            throw .listenAddress(text, "holds an IPv6 address without brackets; write [ADDRESS]:PORT")
        }
        guard part.utf8.allSatisfy(isNameCharacter) else {
            throw .listenAddress(text, "holds a character that no host name has")
        }
        return String(part)
    }
}

extension ListenAddress: CustomStringConvertible {
    /// As written on the command line.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

private func isNameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
    default: false
    }
}

/// `%` begins the zone of a link-local address, as in `fe80::1%eth0`.
private func isAddressCharacter(_ byte: UInt8) -> Bool {
    isNameCharacter(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%")
}
