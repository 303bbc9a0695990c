package import TourBundle

/// What the signed file beside a bundle says of it.
package struct ReleaseStanding: Sendable, Encodable {
    package let tour: String
    package let version: Int
    package let key: String
    /// Seconds since 1970.
    package let made: Int
    package let expires: Int
    /// Whether the bus's own list of keys has this one; nil where there is no such list.
    package let isTrusted: Bool?

    /// Looks beside a bundle, or beside what a link names.
    ///
    /// - Returns: nil where no signed file lies there.
    /// - Throws: `DepotError` where the signature is not right, or the bundle is not the signed one.
    package static func beside(_ bundle: BundleReader) async throws -> Self? {
        let file = resolved(bundle.path)
        guard file.hasSuffix(".ztour") else { return nil }
        let path = file.dropLast(".ztour".count) + ".release"
        guard exists(String(path)) else { return nil }
        guard let bytes = read(String(path), most: ReleaseManifest.mostBytes) else {
            throw DepotError.signature(String(path), "cannot be read")
        }
        let release = try SignedRelease(file: bytes, name: String(path))
        if let difference = release.body.difference(from: bundle.tour, try await bundle.content()) {
            throw DepotError.otherContent(bundle.path, reason: difference)
        }
        return Self(
            tour: release.body.tour,
            version: release.body.version,
            key: release.key.hex,
            made: release.body.made,
            expires: release.body.expires,
            isTrusted: BusFolder.trust(aroundBundle: file)?.keys.contains(release.key)
        )
    }
}

extension ReleaseManifest {
    /// What is other in a bundle than was signed; nil where nothing is.
    package func difference(from other: TourManifest, _ content: BundleContent) -> String? {
        if other.id != tour { return "it holds tour '\(other.id)'" }
        if content.manifest != self.content.manifest { return "its tour is another" }
        if content.document != self.content.document { return "its document is another" }
        if content.media != self.content.media { return "its media are others" }
        if content.panoramas != self.content.panoramas { return "its panoramas are others" }
        return nil
    }
}
