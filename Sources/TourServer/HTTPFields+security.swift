internal import HTTPTypes

extension HTTPFields {
    /// What every answer carries, errors included: pages take code, pictures and data from this server alone, and no other
    /// site may frame or embed them. There is no Permissions-Policy, for WebXR and the motion sensors must stay allowed.
    static let security: HTTPFields = [
        .contentSecurityPolicy: [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
            "media-src 'self' blob:", "connect-src 'self'", "worker-src 'self'", "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; "),
        .crossOriginOpenerPolicy: "same-origin",
        .crossOriginResourcePolicy: "same-origin",
        .referrerPolicy: "no-referrer",
        .xContentTypeOptions: "nosniff",
    ]
}

extension HTTPField.Name {
    static let crossOriginOpenerPolicy = proper("Cross-Origin-Opener-Policy")
    /// Beside what the request has as its authority.
    static let secondHost = proper("Host")
    static let referrerPolicy = proper("Referrer-Policy")

    private static func proper(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("a proper field name") }
        return name
    }
}
