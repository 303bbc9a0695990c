package import Panorama

/// A file of a tour as plain files: known by its digest before its bytes are read.
package struct SiteFile: Sendable {
    /// Where the bytes come from.
    enum Content: Sendable {
        case bytes([UInt8])
        case tile(TileAddress, panorama: Digest)
        case media(Digest)
    }

    /// From the site's folder, with `/` between names.
    var path: String
    /// Of the bytes.
    var digest: Digest
    var content: Content

    /// A file whose bytes are at hand.
    package init(path: String, bytes: [UInt8]) {
        self.init(path: path, digest: Digest(of: bytes), content: .bytes(bytes))
    }

    init(path: String, digest: Digest, content: Content) {
        (self.path, self.digest, self.content) = (path, digest, content)
    }

    /// In which it lies, by its path from the site's; nil for the site's own.
    var folder: String? { path.lastIndex(of: "/").map { String(path[..<$0]) } }

    /// Nil where it is not a tile.
    package var tile: TileAddress? {
        if case .tile(let address, _) = content { address } else { nil }
    }

    /// Whether no visitor comes upon it by himself: nothing but another file's text names it, by its digest.
    var isNamedByDigest: Bool {
        switch content {
        case .bytes: false
        case .tile, .media: true
        }
    }
}
