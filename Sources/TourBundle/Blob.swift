/// Bytes with their name and kind, as stored once in a bundle.
package struct Blob: Sendable, Equatable {
    package var digest: Digest
    /// As in HTTP's `Content-Type`.
    package var mediaType: String
    package var bytes: [UInt8]

    package init(digest: Digest, mediaType: String, bytes: [UInt8]) {
        self.digest = digest
        self.mediaType = mediaType
        self.bytes = bytes
    }
}
