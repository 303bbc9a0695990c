internal import Foundation

/// A guide of whom the server knows the PIN's hash.
package struct GuidePIN: Sendable, Equatable {
    package let name: String
    package let hash: PINHash

    package init(name: String, hash: PINHash) { (self.name, self.hash) = (name, hash) }

    /// More would make each try of a PIN too slow, for all are compared.
    private static let mostGuides = 16

    /// Reads a file with a line `NAME HASH` for each guide; empty lines and those that begin with `#` are skipped.
    package static func read(_ path: String) throws(AccessFileError) -> [GuidePIN] {
        var guides: [GuidePIN] = []
        for (number, line) in try AccessFile.lines(path) {
            guard let space = line.lastIndex(of: " "), let hash = PINHash(line[line.index(after: space)...]) else {
                throw AccessFileError("\(path):\(number): no guide's PIN; write it with 'zeitreise pin \(path)'")
            }
            let name = line[..<space].trimmingCharacters(in: .whitespaces)
            guard isName(name) else {
                throw AccessFileError("\(path):\(number): no name of up to 32 letters; write it with 'zeitreise pin'")
            }
            guides.append(GuidePIN(name: name, hash: hash))
        }
        guard !guides.isEmpty else {
            throw AccessFileError("\(path): there is no guide in it; add one with 'zeitreise pin \(path)'")
        }
        guard guides.count <= mostGuides else {
            throw AccessFileError("\(path): more than \(mostGuides) guides; remove those who do not drive this bus")
        }
        return guides
    }

    /// Up to 32 letters, digits, spaces and `.-_`.
    package static func isName(_ text: String) -> Bool {
        (1...32).contains(text.count)
            && text.unicodeScalars.allSatisfy {
                CharacterSet.alphanumerics.contains($0) || " .-_".unicodeScalars.contains($0)
            }
    }
}
