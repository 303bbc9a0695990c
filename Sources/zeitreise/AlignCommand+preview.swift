import ArgumentParser
import Foundation
import ImageCoding
import Resampling
import TileBuilder
import Tour

extension AlignCommand {
    /// Whole or not at all.
    ///
    /// - Throws: where nothing is placed or the file cannot be written.
    func drawPreview(_ alignment: EpochAlignment, _ document: TourDocument, to path: String) async throws {
        let bytes = try await interruptible { [settings = limits.settings] in
            try await previewBytes(alignment, document, settings, try previewEncoding(path))
        }
        try writeBytes(Data(bytes), to: path)
    }
}

/// As the ending of a file's name says.
///
/// - Throws: `ValidationError` where it is none of the two.
func previewEncoding(_ path: String) throws -> ImageEncoding {
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "png": .png
    case "jpg", "jpeg": .jpeg(quality: 90, subsampling: .full)
    default: throw ValidationError("--preview \(path): give a name that ends in .png or .jpg")
    }
}

@concurrent private func previewBytes(
    _ alignment: EpochAlignment,
    _ document: TourDocument,
    _ settings: TileSettings,
    _ encoding: ImageEncoding
) async throws -> [UInt8] {
    let sphere = try await AlignmentSphere(below: alignment, document, settings: settings)
    var pixels: [PixelBuffer] = []
    for aligned in alignment.pictures { pixels.append(try await aligned.picture.pixels(settings: settings)) }
    guard let image = try AlignmentPreview(alignment, sphere: sphere, pixels: pixels)?.drawn() else {
        throw AlignmentError(
            document.file,
            line: alignment.epoch.marks.mapping.line,
            "'\(alignment.epoch.id)' is not placed by its points, so there is nothing to draw; "
                + "leave --preview out to see why"
        )
    }
    return try encoding.encode(
        image,
        region: PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
    )
}
