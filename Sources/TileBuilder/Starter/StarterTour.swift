internal import Foundation
internal import ImageCoding
internal import Resampling

/// A small tour that builds, as a start for one's own.
package struct StarterTour {
    /// The tour's id, made of its folder's name.
    package let id: String
    private let path: String
    private let place: URL

    /// - Parameter path: of the folder to make.
    package init(path: String) {
        self.path = path
        place = URL(fileURLWithPath: path).standardizedFileURL
        id = Self.id(place.lastPathComponent)
    }

    /// Writes the folder; it appears whole, or not at all.
    ///
    /// - Returns: the paths of the files within the folder.
    /// - Throws: `TileBuilderError.notEmpty` where there is something already, others, or `CancellationError`.
    package func write() throws -> [String] {
        guard isFree else { throw TileBuilderError.notEmpty(path: path) }
        let name = ".\(place.lastPathComponent).new-\(ProcessInfo.processInfo.processIdentifier)"
        let draft = place.deletingLastPathComponent().appendingPathComponent(name)
        try onDisk("create", place) { _ in
            try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(at: draft) }
        let files = try files()
        for (name, bytes) in files {
            try Task.checkCancellation()
            let file = draft.appendingPathComponent(name)
            try onDisk("create", file.deletingLastPathComponent()) {
                try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
            }
            try writeFile(bytes, to: file.path)
        }
        try syncFileSystem(of: draft.path)
        try publish(draft)
        return files.map(\.name)
    }

    /// Whether there is nothing, or an empty folder.
    private var isFree: Bool {
        guard FileManager.default.fileExists(atPath: place.path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: place.path))?.isEmpty == true
    }

    /// An empty folder is filled, not replaced: a shell may be in it. The document comes last, so that there is no tour
    /// before it is whole.
    private func publish(_ draft: URL) throws(TileBuilderError) {
        guard FileManager.default.fileExists(atPath: place.path) else {
            return try onDisk("create", place) { try FileManager.default.moveItem(at: draft, to: $0) }
        }
        guard isFree else { throw .notEmpty(path: path) }
        for name in ["pictures", "route.geojson", "tour.yaml"] {
            try onDisk("create", place.appendingPathComponent(name)) {
                try FileManager.default.moveItem(at: draft.appendingPathComponent(name), to: $0)
            }
        }
    }

    private func files() throws -> [(name: String, bytes: [UInt8])] {
        var files = [("tour.yaml", Array(document.utf8)), ("route.geojson", Array(Self.route.utf8))]
        for (name, picture) in Self.pictures {
            try Task.checkCancellation()
            let pixels = picture.pixels(width: 2048)
            let whole = PixelRegion(column: 0, row: 0, width: pixels.width, height: pixels.height)
            files.append(("pictures/\(name).png", try ImageEncoding.png.encode(pixels, region: whole)))
        }
        return files
    }

    /// What an id may have, of a folder's name.
    private static func id(_ name: String) -> String {
        let plain = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
        let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "my-tour" : words.joined(separator: "-")
    }
}
