/// Tokens of a request, as browsers (cookies) and other programs (`Authorization: Bearer`) send them.
struct Credentials {
    private(set) var tokens: [Substring] = []

    /// - Parameters:
    ///   - cookie: of all fields of that name, joined by `; `.
    ///   - isSecure: over TLS only cookies of the `__Host-` kind count.
    init(cookie: String?, authorization: String?, isSecure: Bool) {
        for part in (cookie ?? "").split(separator: ";") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, CookieName.allCases.contains(where: { pair[0] == $0.name(isSecure: isSecure) })
            else { continue }
            tokens.append(pair[1])
        }
        if let authorization, authorization.lowercased().hasPrefix("bearer ") {
            tokens.append(authorization.dropFirst("bearer ".count))
        }
    }
}

/// The cookies of this server.
///
/// `__Host-` cookies belong to one host alone and never travel without TLS. Browsers refuse them on plain HTTP, which
/// only desks have; there the name is shorter.
enum CookieName: String, CaseIterable {
    case guide = "zeitreise-guide"
    case headset = "zeitreise-headset"

    func name(isSecure: Bool) -> String { isSecure ? "__Host-" + rawValue : rawValue }

    /// The value of `Set-Cookie`; without a token, that which deletes it.
    func field(_ token: String?, seconds: Int, isSecure: Bool) -> String {
        [
            "\(name(isSecure: isSecure))=\(token ?? "")", "Max-Age=\(token == nil ? 0 : seconds)", "Path=/", "HttpOnly",
            "SameSite=Strict",
        ].joined(separator: "; ") + (isSecure ? "; Secure" : "")
    }
}
