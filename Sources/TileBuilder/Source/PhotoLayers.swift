internal import Resampling
internal import Panorama
internal import Tour

/// A photo of the tour as it is laid over what is below: the same for both eyes, unless it is a stereo card.
struct PhotoLayers {
    let left: PictureLayer
    let right: PictureLayer
    /// Of a card whose eyes seem to be swapped.
    let doubt: TourFinding?

    /// Headers alone are read, and of a stereo card the whole picture.
    ///
    /// - Parameter frame: how that of the base's own picture, in which the photo is placed, stands in that of the base's tiles.
    /// - Throws: `ImageCodingError`; `TileBuilderError.unsupported` where it is not known how the photo lies, or its two halves do
    ///   not show the same.
    init(
        _ photo: TourDocument.Photo,
        _ picture: EpochAlignment.Picture,
        in frame: Pose,
        _ document: TourDocument,
        _ settings: TileSettings
    ) throws {
        let path = picture.picture.path
        let projection = try picture.projection(document, in: frame)
        let corrections = PictureCorrections(photo.restoration)
        guard photo.isStereoCard, case .rectilinear(let view) = projection else {
            left = PictureLayer(path: path, projection: projection, corrections: corrections)
            (right, doubt) = (left, nil)
            return
        }
        let place = "\(document.file):\(photo.marks["stereo"].line)"
        let card: StereoCard
        do {
            card = try StereoCard(path: path, limits: settings.limits)
        } catch let fault as StereoCardFault {
            throw TileBuilderError.unsupported(place: place, what: "'\(photo.path)' \(fault.what); \(fault.advice)")
        }
        guard let eyes = card.views(of: view, swapsEyes: photo.swapsEyes) else {
            throw TileBuilderError.unsupported(
                place: place,
                what: "the plane of '\(photo.path)' is seen edge-on; look at its control points"
            )
        }
        func layer(_ eye: EyeView) -> PictureLayer {
            PictureLayer(
                path: path,
                column: eye.area.column,
                row: eye.area.row,
                projection: .rectilinear(eye.view),
                corrections: corrections
            )
        }
        (left, right) = (layer(eyes.left), layer(eyes.right))
        doubt = card.doubt(swapsEyes: photo.swapsEyes).map { TourFinding($0, of: photo, in: document) }
    }
}

extension PictureCorrections {
    init(_ restoration: [TourDocument.Restoration]) {
        self.init(
            removesDust: restoration.contains(.dust),
            restoresFading: restoration.contains(.fading)
        )
    }
}
