/// A tag before an MP3, after ID3v2.3, with a comment alone.
package enum ID3Tag {
    /// - Parameter comment: in ASCII.
    package static func bytes(comment: String) -> [UInt8] {
        // Latin-1, in English, without a description.
        let content = [0] + Array("eng".utf8) + [0] + Array(comment.utf8)
        let frame = Array("COMM".utf8) + big(content.count, 4, bits: 8) + [0, 0] + content
        return Array("ID3".utf8) + [3, 0, 0] + big(frame.count, 4, bits: 7) + frame
    }

    private static func big(_ value: Int, _ count: Int, bits: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> ($0 * bits) & (1 << bits - 1)) }
    }
}
