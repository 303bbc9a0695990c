internal import Foundation

/// Why a file with PINs or tokens cannot be used: `FILE:LINE: what is wrong; what to do`.
package struct AccessFileError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

enum AccessFile {
    private static let mostBytes = 64 * 1024

    /// Lines that say something, with their numbers from 1.
    static func lines(_ path: String) throws(AccessFileError) -> [(number: Int, text: String)] {
        let text: String
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            let data = try file.read(upToCount: mostBytes + 1) ?? Data()
            guard data.count <= mostBytes else {
                throw AccessFileError("\(path): larger than any such file; name the right one")
            }
            text = String(decoding: data, as: UTF8.self)
        } catch let error as AccessFileError {
            throw error
        } catch {
            throw AccessFileError("\(path): cannot be read; put it there, or allow it to be read")
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let text = line.trimmingCharacters(in: .whitespaces)
            return text.isEmpty || text.hasPrefix("#") ? nil : (index + 1, text)
        }
    }
}
