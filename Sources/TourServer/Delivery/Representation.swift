internal import HTTPTypes
internal import NIOCore
internal import TourBundle

/// A resource's bytes as they go out, with all that GET, HEAD, conditional and range requests need.
struct Representation: Sendable {
    enum Caching: String {
        /// Keep, but ask before each use.
        case revalidated = "no-cache"
        /// Of this moment only.
        case never = "no-store"
        /// These bytes never change at this URL (RFC 8246). Not `public`: what only some may see is for no shared cache.
        case immutable = "max-age=31536000, immutable"
    }

    /// The bytes in one coding, under a tag of their own.
    struct Coding: Sendable {
        let metadata: RepresentationMetadata
        let body: ByteBuffer

        var entityTag: EntityTag { metadata.entityTag }
        var fields: HTTPFields { metadata.fields }
    }

    let plain: Coding
    /// For clients that take it.
    let gzipped: Coding?

    /// Of bytes whose SHA-256 is known.
    init(_ bytes: [UInt8], digest: Digest, mediaType: String, caching: Caching) {
        plain = Coding(bytes, digest: digest, mediaType: mediaType, caching: caching)
        gzipped = nil
    }

    /// - Parameter isCompressible: whether clients that take gzip get that, for text.
    init(_ bytes: [UInt8], mediaType: String, caching: Caching, isCompressible: Bool = false) {
        var plain = Coding(bytes, digest: Digest(of: bytes), mediaType: mediaType, caching: caching)
        guard isCompressible, let packed = gzip(bytes) else {
            self.plain = plain
            gzipped = nil
            return
        }
        var coding = Coding(packed, digest: Digest(of: packed), mediaType: mediaType, caching: caching)
        plain.vary()
        coding.vary()
        coding.set(.contentEncoding, "gzip")
        self.plain = plain
        gzipped = coding
    }

    static func json(_ bytes: [UInt8]) -> Self {
        Self(bytes, mediaType: MediaType.json, caching: .revalidated, isCompressible: true)
    }

    init(_ blob: Blob, caching: Caching) {
        self.init(blob.bytes, digest: blob.digest, mediaType: blob.mediaType, caching: caching)
    }
}

extension Representation.Coding {
    fileprivate init(_ bytes: [UInt8], digest: Digest, mediaType: String, caching: Representation.Caching) {
        metadata = RepresentationMetadata(length: bytes.count, digest: digest, mediaType: mediaType, caching: caching)
        body = ByteBuffer(bytes: bytes)
    }

    fileprivate mutating func set(_ name: HTTPField.Name, _ value: String) {
        var metadata = metadata
        metadata.fields[name] = value
        self = Self(metadata: metadata, body: body)
    }

    fileprivate mutating func vary() { set(.vary, "Accept-Encoding") }
}
