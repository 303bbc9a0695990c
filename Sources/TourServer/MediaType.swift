/// Media types of the files that web pages are made of.
enum MediaType {
    static let json = "application/json"
    static let csv = "text/csv"

    /// By the ending of a file's name, without the dot and in lower case; nil for an unknown one.
    static func ofPage(ending: String) -> String? { pageTypes[ending] }

    /// Whether it pays to compress files of this type.
    static func isText(_ mediaType: String) -> Bool {
        mediaType.hasPrefix("text/") || mediaType.contains("json") || mediaType.hasPrefix("image/svg+xml")
    }

    private static let pageTypes = [
        "css": "text/css; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ico": "image/vnd.microsoft.icon",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": json,
        "png": "image/png",
        "svg": "image/svg+xml; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "webmanifest": "application/manifest+json",
        "woff2": "font/woff2",
    ]
}
