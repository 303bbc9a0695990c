internal import Foundation

/// How long a sound takes, by the headers of its file.
package enum SoundDuration: Equatable {
    case seconds(Double)
    /// Why it cannot be known, though the file may be sound.
    case unknown(String)

    /// What is wrong with a file.
    package struct Fault: Error {
        package let reason: String
    }

    /// Reads a file of one of the kinds that a tour may have (``mediaType(of:)``), known by its first bytes.
    package static func read(_ path: String) throws(Fault) -> SoundDuration {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            throw Fault(reason: "it cannot be read")
        }
        return try read(bytes)
    }

    /// - Parameter bytes: a whole file's.
    static func read(_ bytes: Data) throws(Fault) -> SoundDuration {
        if bytes.has("RIFF", at: 0) || bytes.has("RF64", at: 0) { return try wav(bytes) }
        if bytes.has("OggS", at: 0) { return try ogg(bytes) }
        if bytes.has("ftyp", at: 4) { return try m4a(bytes) }
        return try mp3(bytes)
    }
}

extension Data {
    func has(_ text: String, at place: Int) -> Bool {
        slice(at: place, count: text.utf8.count).map { $0.elementsEqual(text.utf8) } ?? false
    }

    /// An unsigned number; nil beyond the end.
    func littleEndian(at place: Int, count: Int) -> Int? {
        slice(at: place, count: count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// An unsigned number; nil beyond the end.
    func bigEndian(at place: Int, count: Int) -> Int? {
        slice(at: place, count: count)?.reduce(0) { $0 << 8 | Int($1) }
    }

    private func slice(at place: Int, count: Int) -> Data? {
        guard place >= 0, place <= self.count - count else { return nil }
        return self[startIndex + place..<startIndex + place + count]
    }
}
