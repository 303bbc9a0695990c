internal import NIOCore
internal import NIOHPACK
internal import Synchronization

/// A tile or a media file that only has to be written: its bytes, and the head of the plain answer in the forms of both
/// protocols.
final class ReadyContent: Sendable {
    let representation: Representation
    /// The lines of an HTTP/1.1 head that follow `Date`, the empty one included.
    let http1Head: ByteBuffer
    private let http2Head: Mutex<(date: String, head: HPACKHeaders)>

    init(_ representation: Representation) {
        self.representation = representation
        let answer = representation.plain.head
        http1Head = answer.http1Fields(isLast: false)
        http2Head = Mutex(("", answer.http2Head(date: "")))
    }

    /// Whole. All headsets ask for a new scene within the same second, so it is made once for all of them.
    func http2Head(date: String) -> HPACKHeaders {
        http2Head.withLock { latest in
            if latest.date != date { latest = (date, representation.plain.head.http2Head(date: date)) }
            return latest.head
        }
    }

    var body: ByteBuffer { representation.plain.body }

    /// Memory that this takes, in bytes: the body's, which is rounded up to a power of two, two heads of less than 1 KB, and what keeps
    /// them.
    var cost: Int { body.storageCapacity + 4096 }
}
