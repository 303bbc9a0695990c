import Foundation

/// A file that could not be written.
struct UnwrittenFile: Error, CustomStringConvertible {
    /// `FILE: what is wrong; what to do`.
    let description: String
}

/// As ``writeBytes(_:to:endings:)``.
func writeText(_ text: String, to path: String, endings: [String]? = nil) throws(UnwrittenFile) {
    try writeBytes(Data(text.utf8), to: path, endings: endings)
}

/// Whole or not at all, where a link to it leads; into a device or a pipe as it comes, for those are not to be replaced.
///
/// - Parameter endings: that such files have: one of another name may be a person's work, and is not replaced; nil replaces all.
func writeBytes(_ bytes: Data, to path: String, endings: [String]? = nil) throws(UnwrittenFile) {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if let endings, !isStream(path, file.path), hasContent(file.path), !endings.contains(where: file.path.hasSuffix) {
        throw UnwrittenFile(
            description: "\(path): there is something already; give another name, or one that ends with \(endings[0])"
        )
    }
    do {
        guard isStream(path, file.path) else { return try bytes.write(to: file, options: .atomic) }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.write(contentsOf: bytes)
        try handle.close()
    } catch {
        throw UnwrittenFile(description: "\(path): this file cannot be written; check its folder and the free space")
    }
}

/// `/dev/stdout` may lead to a file that the shell has opened.
private func isStream(_ path: String, _ file: String) -> Bool {
    if path.hasPrefix("/dev/") { return true }
    let kind = (try? FileManager.default.attributesOfItem(atPath: file)[.type]) as? FileAttributeType
    return kind.map { ![.typeRegular, .typeDirectory].contains($0) } ?? false
}

private func hasContent(_ file: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return attributes?[.size] as? Int ?? 0 > 0
}
