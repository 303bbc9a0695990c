internal import NIOHTTP1

/// A request of HTTP/1.1 as the rest of the server takes it: of one host, with a target in origin form, framed beyond doubt.
///
/// The parser has refused what is no HTTP; what is left is what two programs may read in two ways (RFC 9112).
struct CheckedHead {
    /// Says `Connection: close` in this very spelling where nothing more is to come on the connection.
    private(set) var head: HTTPRequestHead
    /// Whether the parser takes what follows for another protocol, and so keeps it.
    let endsParsing: Bool
    let isLast: Bool

    /// - Throws: `Problem` for what must not be guessed at.
    init(_ head: HTTPRequestHead, isSecure: Bool) throws(Problem) {
        self.head = head
        endsParsing = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
        isLast = endsParsing || !head.isKeepAlive || head.version != .http1_1
        try checkFraming()
        try checkHost(isSecure)
        if isLast { self.head.headers.replaceOrAdd(name: "Connection", value: "close") }
    }

    /// RFC 9112, 6.1: a coding other than `chunked` is not known here, and HTTP/1.0 knows none at all.
    private mutating func checkFraming() throws(Problem) {
        let codings = head.headers["Transfer-Encoding"]
        guard head.version == .http1_1 else {
            guard codings.isEmpty else { throw .malformedRequest }
            // It has no interim answers (RFC 9110, 10.1.1).
            return head.headers.remove(name: "Expect")
        }
        guard codings.isEmpty || codings.count == 1 && codings[0].lowercased() == "chunked" else {
            throw .unknownCoding
        }
    }

    /// RFC 9112, 3.2: one `Host`, and where the target names one, that counts.
    private mutating func checkHost(_ isSecure: Bool) throws(Problem) {
        let hosts = head.headers["Host"].count
        guard hosts == 1 || hosts == 0 && head.version != .http1_1 else { throw .malformedRequest }
        guard !head.uri.hasPrefix("/"), head.uri != "*", head.method != .CONNECT else { return }
        let scheme = isSecure ? "https://" : "http://"
        guard head.uri.prefix(scheme.utf8.count).lowercased() == scheme else { throw .wrongHost }
        let rest = head.uri.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count)
        head.headers.replaceOrAdd(name: "Host", value: String(authority))
        head.uri = path.hasPrefix("/") ? String(path) : "/\(path)"
    }
}
