import ArgumentParser
import Foundation

/// An address of the web as browsers and search engines compare it: scheme and host in small letters, a host of other letters than ASCII
/// in its form for DNS (`xn--`), and no slash at the end.
struct BaseURL {
    let text: String
    /// Whether it has no path.
    let isTop: Bool
    /// Whether it has a user or a password, which anybody would read in what is written.
    let isSecret: Bool

    init(_ argument: String) throws {
        guard var parts = URLComponents(string: argument), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.encodedHost?.lowercased(), !host.isEmpty,
            parts.query == nil, parts.fragment == nil
        else { throw ValidationError("give an address as https://tours.example.org, without '?' and '#'") }
        let path = String(parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
        (parts.scheme, parts.encodedHost, parts.percentEncodedPath) = (scheme, host, path)
        guard let text = parts.string else { throw ValidationError("not an address of the web") }
        (self.text, isTop, isSecret) = (text, path.isEmpty, parts.user != nil || parts.password != nil)
    }
}
