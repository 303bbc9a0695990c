import Foundation

extension TourDocument {
    /// Bytes; what a person writes is a thousandth of it.
    package static let largestFile = 4 << 20

    /// Reads a document from the disk, as ``TourReading/read(path:)`` does.
    ///
    /// - Throws: all findings, at least one.
    package static func read(path: String) throws(TourError) -> TourDocument {
        try TourReading.read(path: path).get()
    }
}

extension TourReading {
    /// Reads a document from the disk; what keeps it from being read is a finding too.
    ///
    /// - Parameters:
    ///   - path: the document, or the folder in which it lies as `tour.yaml`.
    ///   - place: the id of the only place to be read, and held to the rules; nil for all.
    package static func read(path: String, place: String? = nil) -> TourReading {
        let file = isFolder(path) ? (path.hasSuffix("/") ? path : path + "/") + "tour.yaml" : path
        do {
            let bytes = try readFile(
                file,
                atMost: TourDocument.largestFile,
                ifMissing: "name a tour's file, or the folder with its tour.yaml",
                ifTooLarge: "keep pictures and sound in files of their own"
            )
            return TourReading(yaml: bytes, file: file, place: place)
        } catch {
            return TourReading(file: file, error)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        !path.isEmpty && FileManager.default.fileExists(atPath: path + "/.")
    }
}
