package import NIOCore
package import TourBundle

/// Blobs in a row, each after its length in four bytes, the highest first; the highest length of all stands for one that is not
/// there.
package struct BlobFrames {
    package static let mostDigests = 1024
    package static let absent = UInt32.max

    private var buffer = ByteBuffer()
    private let most: Int
    /// Bytes that all blobs still to come may have together.
    private var left: Int

    /// - Parameters:
    ///   - most: bytes of one blob at most.
    ///   - total: bytes of all of them at most.
    package init(most: Int, total: Int) { (self.most, left) = (most, total) }

    package enum Fault: Error { case tooLarge, absent }

    package mutating func add(_ more: ByteBuffer) {
        var more = more
        buffer.discardReadBytes()
        buffer.writeBuffer(&more)
    }

    /// The next blob, once it is there whole.
    package mutating func next() throws(Fault) -> [UInt8]? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else { return nil }
        guard length != Self.absent else { throw .absent }
        guard length <= min(most, left) else { throw .tooLarge }
        guard buffer.readableBytes >= 4 + Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: 4)
        left -= Int(length)
        return buffer.readBytes(length: Int(length))
    }

    /// Whether nothing is left over.
    package var isEmpty: Bool { buffer.readableBytes == 0 }

    /// The digests of a request, one after the other; nil where these are none, or too many.
    package static func digests(_ body: [UInt8]) -> [Digest]? {
        let count = body.count / Digest.byteCount
        guard body.count % Digest.byteCount == 0, (1...mostDigests).contains(count) else { return nil }
        return (0..<count).compactMap { Digest(bytes: body[($0 * 32)..<($0 * 32 + 32)]) }
    }
}
