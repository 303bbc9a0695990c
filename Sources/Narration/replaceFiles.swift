internal import Files
internal import Foundation

/// Writes files that appear under their names only when all of them are whole; folders are made where they are missing.
///
/// Links are followed. What a killed process left of a part is written over by the next.
///
/// - Throws: `NarrationError`, `.busy` where another process writes the same file.
func replaceFiles(_ files: [(path: String, bytes: [UInt8])]) throws(NarrationError) {
    var parts: [WrittenPart] = []
    for file in files { parts.append(try WrittenPart(file.path, file.bytes)) }
    for part in parts { try part.takeName() }
}

/// A file on the disk beside its place, gone with this value where it has not taken its name.
private final class WrittenPart {
    private let path: String
    private var file: WholeFile?

    init(_ path: String, _ bytes: [UInt8]) throws(NarrationError) {
        self.path = path
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            let file = try WholeFile(place.path)
            try file.write(bytes)
            try file.sync()
            self.file = consume file
        } catch {
            throw .notWritten(path, error)
        }
    }

    func takeName() throws(NarrationError) {
        do {
            try file.take()?.takeName()
        } catch {
            throw .notWritten(path, error)
        }
    }
}

extension NarrationError {
    fileprivate static func notWritten(_ path: String, _ error: any Error) -> Self {
        guard let fault = error as? SystemFault ?? SystemFault("write", path, error) else {
            return .system(path: path, operation: "write", reason: error.localizedDescription)
        }
        guard fault.code != EWOULDBLOCK else { return .busy(path: path) }
        return fault.isLasting
            ? .notWritable(path: path, reason: fault.reason)
            : .system(path: path, operation: "write", reason: fault.reason)
    }
}
