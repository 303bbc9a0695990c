import Foundation

/// A picture that could not be written.
struct PictureError: Error, CustomStringConvertible {
    /// `FILE: what is wrong; what to do`.
    let description: String
}

/// Whole or not at all.
func writeText(_ text: String, to path: String) throws(PictureError) {
    do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw PictureError(description: "\(path): this file cannot be written; check its folder and the free space")
    }
}
