/// Where positions come from, as written on the command line.
package enum PositionAddress: Sendable, Hashable {
    case gpsd(host: String, port: Int)
    /// A serial device, or a pipe.
    case nmea(path: String)
    /// A recorded drive, at so many times its own speed; once, or over and over.
    case replay(path: String, speed: Double, isEndless: Bool = false)
}

extension PositionAddress {
    package static let gpsdPort = 2_947

    /// `gpsd://HOST[:PORT]`, `nmea:PATH`, `replay:LOG[@SPEED]` or `loop:LOG[@SPEED]`; `nil` for anything else.
    package init?(_ text: String) {
        if let rest = text.dropping("gpsd://") {
            guard let (host, port) = hostAndPort(rest) else { return nil }
            self = .gpsd(host: host, port: port)
        } else if let path = text.dropping("nmea:"), !path.isEmpty {
            self = .nmea(path: String(path))
        } else if let rest = text.dropping("replay:"), !rest.isEmpty {
            self = Self.replay(rest, isEndless: false)
        } else if let rest = text.dropping("loop:"), !rest.isEmpty {
            self = Self.replay(rest, isEndless: true)
        } else {
            return nil
        }
    }

    /// What follows the last `@` is a speed if it is a number; else it belongs to the file's name.
    private static func replay(_ rest: Substring, isEndless: Bool) -> Self {
        if let at = rest.lastIndex(of: "@"), at != rest.startIndex,
            let speed = decimalNumber(rest[rest.index(after: at)...].utf8), speed > 0
        {
            return .replay(path: String(rest[..<at]), speed: speed, isEndless: isEndless)
        }
        return .replay(path: String(rest), speed: 1, isEndless: isEndless)
    }
}

/// `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`.
private func hostAndPort(_ text: Substring) -> (String, Int)? {
    var text = text
    if text.hasSuffix("/") { text.removeLast() }
    let isBracketed = text.hasPrefix("[")
    guard let end = isBracketed ? text.firstIndex(of: "]") : text.firstIndex(of: ":") ?? text.endIndex else {
        return nil
    }
    let host = isBracketed ? text[text.index(after: text.startIndex)..<end] : text[..<end]
    let rest = isBracketed ? text[text.index(after: end)...] : text[end...]
    guard !host.isEmpty else { return nil }
    if rest.isEmpty { return (String(host), PositionAddress.gpsdPort) }
    guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else { return nil }
    return (String(host), port)
}

extension String {
    fileprivate func dropping(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
}
