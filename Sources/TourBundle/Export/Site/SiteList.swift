/// Which files of a folder are an export's, and what they held when it left them: lines as `sha256sum --check` reads them.
///
/// While an export works, a file that changes has two lines: the folder may hold either.
struct SiteList: Equatable {
    static let name = ".zeitreise-export"
    /// `sha256sum` passes over such a line.
    private static let layoutMark = "# layout: "

    /// By path from the folder.
    private(set) var digests: [String: Set<Digest>] = [:]
    /// Whose viewer the files are for; nil for our own page.
    private(set) var layout: String?

    init(_ files: [SiteFile] = [], layout: String? = nil) {
        for file in files { digests[file.path] = [file.digest] }
        self.layout = layout
    }

    /// Nil where the text is no such list, or names a place outside of the folder.
    init?(_ text: String) {
        var lines = text.split(separator: "\n")[...]
        if let first = lines.first, first.hasPrefix(Self.layoutMark) {
            layout = String(first.dropFirst(Self.layoutMark.count))
            lines = lines.dropFirst()
        }
        for line in lines {
            let (digits, path) = (line.prefix(64), line.dropFirst(66))
            guard let digest = Digest(hex: digits), line.dropFirst(64).hasPrefix("  "), Self.isWithin(path) else {
                return nil
            }
            digests[String(path), default: []].insert(digest)
        }
    }

    var text: String {
        let lines = digests.sorted { $0.key < $1.key }
            .flatMap { path, digests in digests.map(\.hex).sorted().map { "\($0)  \(path)\n" } }
        return (layout.map { ["\(Self.layoutMark)\($0)\n"] } ?? []).joined() + lines.joined()
    }

    func contains(_ digest: Digest, at path: String) -> Bool { digests[path]?.contains(digest) == true }

    func union(_ other: Self) -> Self {
        var both = other
        both.digests.merge(digests) { $0.union($1) }
        return both
    }

    private static func isWithin(_ path: Substring) -> Bool {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        return names.allSatisfy { !["", ".", ".."].contains($0) }
    }
}
