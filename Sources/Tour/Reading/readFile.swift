import Foundation

/// The bytes of a file that has no more than `limit` of them.
///
/// - Parameters:
///   - ifMissing: what to do where there is no such file.
///   - ifTooLarge: what to do where it has more.
func readFile(
    _ file: String,
    atMost limit: Int,
    ifMissing: String,
    ifTooLarge: String
) throws(TourError) -> [UInt8] {
    let content: Data
    do {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        content = try handle.read(upToCount: limit + 1) ?? Data()
    } catch {
        let isThere = FileManager.default.fileExists(atPath: file)
        throw TourError(
            .unreadable,
            file,
            isThere ? "this file cannot be read" : "there is no such file",
            advice: isThere ? "allow it to be read" : ifMissing
        )
    }
    guard content.count <= limit else {
        throw TourError(.fileTooLarge, file, "the file has more than \(size(limit))", advice: ifTooLarge)
    }
    return [UInt8](content)
}

extension TourError {
    /// One finding on a file as a whole.
    init(_ code: TourFinding.Code, _ file: String, _ message: String, advice: String) {
        self.init(findings: [TourFinding(code: code, file: file, mark: nil, message: message, advice: advice)])
    }
}

private func size(_ bytes: Int) -> String { bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB" }
