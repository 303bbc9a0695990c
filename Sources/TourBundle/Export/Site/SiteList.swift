/// Which files of a folder are an export's, and what they held when it left them: lines as `sha256sum --check` reads them.
///
/// While an export works, a file that changes has two lines: the folder may hold either.
struct SiteList: Equatable {
    static let name = ".zeitreise-export"

    /// By path from the folder.
    private(set) var digests: [String: Set<Digest>] = [:]

    init(_ files: [SiteFile] = []) {
        for file in files { digests[file.path] = [file.digest] }
    }

    /// Nil where the text is no such list, or names a place outside of the folder.
    init?(_ text: String) {
        for line in text.split(separator: "\n") {
            let (digits, path) = (line.prefix(64), line.dropFirst(66))
            guard let digest = Digest(hex: digits), line.dropFirst(64).hasPrefix("  "), Self.isWithin(path) else {
                return nil
            }
            digests[String(path), default: []].insert(digest)
        }
    }

    var text: String {
        digests.sorted { $0.key < $1.key }
            .flatMap { path, digests in digests.map(\.hex).sorted().map { "\($0)  \(path)\n" } }
            .joined()
    }

    func contains(_ digest: Digest, at path: String) -> Bool { digests[path]?.contains(digest) == true }

    func union(_ other: Self) -> Self {
        var both = self
        both.digests.merge(other.digests) { $0.union($1) }
        return both
    }

    private static func isWithin(_ path: Substring) -> Bool {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        return names.allSatisfy { !["", ".", ".."].contains($0) }
    }
}
