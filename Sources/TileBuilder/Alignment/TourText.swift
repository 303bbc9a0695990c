internal import Files
internal import Foundation
package import Tour

/// A tour's text while the points of one epoch are worked on.
package struct TourText: Sendable {
    /// Why points were not written.
    package enum Refusal: Error {
        /// The file is another than the one that was read.
        case changed
        /// `FILE:LINE: what is wrong; what to do`.
        case impossible(String)
    }

    package let file: String
    package private(set) var document: TourDocument
    /// Whether pictures lack their points, and got a pose of no meaning in the document: straight ahead.
    package private(set) var isDraft: Bool
    private let place: String
    private let epoch: String
    private var bytes: [UInt8]

    /// Reads it. Where nothing is wrong but that the epoch's pictures have no points yet, they need none.
    ///
    /// - Throws: `TourError` with all findings, or `TileBuilderError`.
    package init(tour path: String, place: String, epoch: String) throws {
        let reading = TourReading.read(path: path)
        file = reading.file
        (self.place, self.epoch) = (place, epoch)
        bytes = isFile(file) ? Array(try readFile(file)) : []
        (document, isDraft) = try Self.document(bytes, file: file, place, epoch)
    }

    /// Writes points for a picture, and nothing else; the file gets its new content at once or not at all.
    package mutating func write(_ edit: PlacementEdit, at address: PictureAddress) throws(Refusal) {
        let changed: [UInt8]
        let document: TourDocument
        let isDraft: Bool
        do {
            guard Array(try readFile(file)) == bytes else { throw Refusal.changed }
            changed = Array(try edit.applied(to: String(decoding: bytes, as: UTF8.self), at: address).utf8)
            (document, isDraft) = try Self.document(changed, file: file, place, epoch)
            if changed != bytes { try replaceFile(file, with: changed) }
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as TourEditError {
            throw .impossible("\(file)\(error.line.map { ":\($0)" } ?? ""): \(error)")
        } catch {
            throw .impossible("\(error)")
        }
        bytes = changed
        (self.document, self.isDraft) = (document, isDraft)
    }

    private static func document(
        _ bytes: [UInt8],
        file: String,
        _ place: String,
        _ epoch: String
    ) throws(TourError) -> (TourDocument, isDraft: Bool) {
        let reading = TourReading(yaml: bytes, file: file)
        if let document = reading.document { return (document, false) }
        let draft = PlacementEdit.draft(of: String(decoding: bytes, as: UTF8.self), place: place, epoch: epoch)
        // Else what is wrong is said of the text as it is.
        if let draft, let document = TourReading(yaml: Array(draft.utf8), file: file).document {
            return (document, true)
        }
        return (try reading.get(), false)
    }
}

/// Replaces a file's content at once; it stays where a link to it leads, and keeps its permissions.
private func replaceFile(_ path: String, with bytes: [UInt8]) throws(TileBuilderError) {
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    do {
        let file = try WholeFile(place)
        try file.takePermissions(of: place)
        try file.write(bytes)
        try file.takeName()
    } catch {
        throw TileBuilderError(error)
    }
}
