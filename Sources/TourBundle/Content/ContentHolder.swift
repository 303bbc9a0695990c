/// Where blobs and lists of tiles may lie; what it gives is checked by whoever asks.
package protocol ContentHolder: Sendable {
    /// Nil where there is none of that digest.
    func blob(_ digest: Digest) async throws(BundleError) -> StoredBlob?
    /// The text of which a panorama's digest is the SHA-256; nil where there is no such panorama.
    func tileList(_ digest: Digest) async throws(BundleError) -> [UInt8]?
}

extension BundleReader: ContentHolder {}
