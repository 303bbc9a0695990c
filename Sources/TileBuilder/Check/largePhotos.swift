internal import Panorama
internal import Tour

/// Pictures of which faces of a given size lose something.
///
/// - Parameter settings: with the size of faces; without one nothing is lost.
func largePhotos(_ document: TourDocument, settings: TileSettings) -> [TourFinding] {
    guard let faceSize = settings.faceSize else { return [] }
    return document.places.flatMap { place in
        place.epochs.flatMap { epoch -> [TourFinding] in
            // What cannot be read or placed is told elsewhere.
            guard let composite = try? EpochSpheres(document, place, epoch, settings).composite else { return [] }
            return zip(composite.layers, epoch.picture.marks).compactMap { layer, marks in
                let needed = layer.neededFaceSize
                guard needed > faceSize else { return nil }
                let (width, height) = layer.projection.pictureSize
                return TourFinding(
                    code: .largePhoto,
                    file: document.file,
                    mark: marks["path"],
                    message:
                        "the picture of '\(epoch.id)' (\(width) x \(height) pixels) would fill faces of \(needed) pixels where it "
                        + "lies, and is scaled down to \(faceSize)",
                    advice: "leave --face-size out to lose no pixel, or give a larger one to lose fewer"
                )
            }
        }
    }
}

extension TourDocument.Picture {
    /// Of its pictures, the lowest first.
    fileprivate var marks: [Marks] {
        switch self {
        case .panorama(let panorama): [panorama.marks]
        case .photo(let photos): photos.map(\.marks)
        }
    }
}
