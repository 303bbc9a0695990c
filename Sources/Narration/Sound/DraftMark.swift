internal import Foundation
package import TourBundle

/// What a file carries that `narrate` made: that it is a draft, of what it was made, and that it has not been touched since.
///
/// A file without it, or changed after it was made (captions put right, a recording under an old tag), is somebody's work.
package struct DraftMark: Hashable {
    /// Of the text and all that it is spoken with.
    package let recipe: Digest

    private static let beginning = "[zeitreise-draft of="
    private static let middle = " file="
    private static let zeros = String(repeating: "0", count: 2 * Digest.byteCount)
    /// Bytes at the start of a file among which it stands.
    private static let mostBefore = 4096

    /// To be put into a file; it counts when it is ``seal(_:)``ed.
    package var text: String {
        "Draft voice: spoken by a program (espeak-ng), to be replaced by a speaker. Made by zeitreise narrate, which may overwrite it. "
            + "\(Self.beginning)\(recipe)\(Self.middle)\(Self.zeros)]"
    }

    /// Closes a file that has a mark: from now on no byte of it can change unseen.
    package static func seal(_ bytes: inout [UInt8]) {
        guard let place = place(in: bytes) else { return }
        write(zeros, at: place.file, in: &bytes)
        write(Digest(of: bytes).hex, at: place.file, in: &bytes)
    }

    /// The mark of a file that is as it was made; nil for any other.
    package init?(of bytes: [UInt8]) {
        guard let place = Self.place(in: bytes),
            let recipe = Self.digest(in: bytes, at: place.recipe),
            let file = Self.digest(in: bytes, at: place.file)
        else { return nil }
        var original = bytes
        Self.write(Self.zeros, at: place.file, in: &original)
        guard Digest(of: original) == file else { return nil }
        self.recipe = recipe
    }

    package init(recipe: Digest) {
        self.recipe = recipe
    }

    private static func digest(in bytes: [UInt8], at place: Int) -> Digest? {
        Digest(hex: String(decoding: bytes[place..<place + zeros.utf8.count], as: UTF8.self))
    }

    /// Where both digests begin.
    private static func place(in bytes: [UInt8]) -> (recipe: Int, file: Int)? {
        guard let range = Data(bytes.prefix(mostBefore)).range(of: Data(beginning.utf8)) else { return nil }
        let file = range.upperBound + zeros.utf8.count + middle.utf8.count
        guard file + zeros.utf8.count <= bytes.count else { return nil }
        return (range.upperBound, file)
    }

    /// Checksums of the file's own kind change with it.
    private static func write(_ digits: String, at place: Int, in bytes: inout [UInt8]) {
        bytes.replaceSubrange(place..<place + digits.utf8.count, with: digits.utf8)
        OggPages.restamp(&bytes, at: place)
    }
}
