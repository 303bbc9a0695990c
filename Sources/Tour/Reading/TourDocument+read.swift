import Foundation

extension TourDocument {
    /// Bytes; what a person writes is a thousandth of it.
    package static let largestFile = 4 << 20

    /// Reads a document from the disk.
    ///
    /// `path` is the document, or the folder in which it lies as `tour.yaml`. Throws all findings, at least one.
    package static func read(path: String) throws(TourError) -> TourDocument {
        let file = isFolder(path) ? (path.hasSuffix("/") ? path : path + "/") + "tour.yaml" : path
        return try TourDocument(yaml: try bytes(of: file), file: file)
    }

    private static func isFolder(_ path: String) -> Bool {
        !path.isEmpty && FileManager.default.fileExists(atPath: path + "/.")
    }

    private static func bytes(of file: String) throws(TourError) -> [UInt8] {
        let content: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            content = try handle.read(upToCount: largestFile + 1) ?? Data()
        } catch {
            let isThere = FileManager.default.fileExists(atPath: file)
            throw TourError(
                .unreadable,
                file,
                isThere ? "this file cannot be read" : "there is no such file",
                advice: isThere ? "allow it to be read" : "name a tour's file, or the folder with its tour.yaml"
            )
        }
        guard content.count <= largestFile else {
            throw TourError(
                .fileTooLarge,
                file,
                "the file has more than \(largestFile >> 20) MiB",
                advice: "keep pictures and sound in files of their own"
            )
        }
        return [UInt8](content)
    }
}

extension TourError {
    fileprivate init(_ code: TourFinding.Code, _ file: String, _ message: String, advice: String) {
        self.init(findings: [TourFinding(code: code, file: file, mark: nil, message: message, advice: advice)])
    }
}
