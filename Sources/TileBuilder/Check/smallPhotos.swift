internal import Foundation
internal import ImageCoding
internal import Panorama
internal import Tour

/// Photos whose pixels are more than a level of the pyramid coarser than those of the panorama below: twice as large.
func smallPhotos(_ document: TourDocument, _ files: TourFiles) -> [TourFinding] {
    document.places.flatMap { place in
        place.epochs.flatMap { epoch in
            guard case .photo(let photos) = epoch.picture,
                let base = place.epochs.first(where: { $0.id == epoch.picture.base }),
                case .panorama(let below) = base.picture,
                let panorama = files.panoramas[document.resolve(below.path)]?.pixelsPerDegree
            else { return [TourFinding]() }
            return photos.compactMap { photo in
                guard let info = files.photos[document.resolve(photo.path)],
                    let own = photo.pixelsPerDegree(width: info.width), own < panorama / 2
                else { return nil }
                return TourFinding(
                    code: .smallPhoto,
                    file: document.file,
                    mark: photo.marks["path"],
                    message:
                        "the photo of '\(epoch.id)' (\(info.width) x \(info.height) pixels) has \(oneDecimal(own)) pixels "
                        + "a degree where it lies, the panorama of '\(base.id)' \(oneDecimal(panorama))",
                    advice: "scan it \(oneDecimal(panorama / own)) times as fine, or see that its pose is right"
                )
            }
        }
    }
}

extension PanoramaSource {
    /// Along the horizon, or at the middle of a picture in a plane.
    fileprivate var pixelsPerDegree: Double? {
        switch detected.projection {
        case .rectilinear(let view): view.focal * .pi / 180
        case .cubemap(let size): Double(size) / 2 * .pi / 180
        case .equirectangular, .cylindrical: detected.projection.columnsPerTurn.map { $0 / 360 }
        }
    }
}

extension TourDocument.Photo {
    /// In the middle of a photo whose file is `width` pixels wide; between its control points where the pose is not known
    /// yet.
    fileprivate func pixelsPerDegree(width: Int) -> Double? {
        switch placement {
        case .pose(_, let lens):
            let half = Double(width) / (isStereoCard ? 4 : 2)
            return half / tan(lens.fieldOfViewDegrees / 2 * .pi / 180) * .pi / 180
        case .controlPoints(let points, _):
            let pairs = points.prefix(64).enumerated().flatMap { index, one in
                points.prefix(64).dropFirst(index + 1).map { (one, $0) }
            }
            let widest = pairs.max { pixels(between: $0.0, $0.1) < pixels(between: $1.0, $1.1) }
            guard let widest else { return nil }
            let angle = degrees(between: widest.0, widest.1)
            return angle > 0 ? pixels(between: widest.0, widest.1) / angle : nil
        }
    }
}

private func pixels(between one: TourDocument.ControlPoint, _ other: TourDocument.ControlPoint) -> Double {
    hypot(one.xPixels - other.xPixels, one.yPixels - other.yPixels)
}

private func degrees(between one: TourDocument.ControlPoint, _ other: TourDocument.ControlPoint) -> Double {
    let radians = Double.pi / 180
    let (pitch, otherPitch) = (one.pitchDegrees * radians, other.pitchDegrees * radians)
    let cosine =
        sin(pitch) * sin(otherPitch)
        + cos(pitch) * cos(otherPitch) * cos((one.yawDegrees - other.yawDegrees) * radians)
    return acos(min(max(cosine, -1), 1)) / radians
}

private func oneDecimal(_ value: Double) -> String { String(format: "%.1f", value) }
