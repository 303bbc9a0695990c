/// Bytes that have been held to their digest.
package struct CheckedBlob: Sendable {
    package let digest: Digest
    package let bytes: [UInt8]

    /// Nil where the bytes are others.
    package init?(_ bytes: [UInt8], digest: Digest) {
        guard Digest(of: bytes) == digest else { return nil }
        (self.digest, self.bytes) = (digest, bytes)
    }
}
