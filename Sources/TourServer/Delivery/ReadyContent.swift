internal import NIOCore
internal import NIOHPACK

/// A tile or a media file that only has to be written: its bytes, and the head of the plain answer in the forms of both
/// protocols, which lack nothing but the date.
final class ReadyContent: Sendable {
    let representation: Representation
    /// The lines of an HTTP/1.1 head that follow `Date`, the empty one included.
    let http1Head: ByteBuffer
    let http2Head: HPACKHeaders

    init(_ representation: Representation) {
        self.representation = representation
        let answer = representation.plain.head
        http1Head = answer.http1Fields(isLast: false)
        http2Head = answer.http2Head
    }

    var body: ByteBuffer { representation.plain.body }

    /// Memory that this takes, in bytes: the body's, which is rounded up to a power of two, two heads of less than 1 KB, and what keeps
    /// them.
    var cost: Int { body.storageCapacity + 4096 }
}
