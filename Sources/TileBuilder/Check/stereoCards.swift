package import ImageCoding
package import Tour

/// Stereo cards whose halves do not show the same, or seem to be the wrong way round.
///
/// Whole pictures are read, a second each at most; none of a card that is not there or cannot be read, which is told elsewhere.
package func stereoCards(_ document: TourDocument, limits: ImageLimits) -> [TourFinding] {
    document.places.flatMap(\.epochs).flatMap { stereoCards(of: $0, in: document, limits: limits) }
}

/// The same of one epoch.
package func stereoCards(
    of epoch: TourDocument.Epoch,
    in document: TourDocument,
    limits: ImageLimits
) -> [TourFinding] {
    guard case .photo(let photos) = epoch.picture else { return [] }
    return photos.filter(\.isStereoCard).compactMap { finding($0, document, limits: limits) }
}

extension TourFinding {
    /// Of a card whose eyes seem to be swapped.
    init(_ doubt: StereoCard.Doubt, of photo: TourDocument.Photo, in document: TourDocument) {
        self.init(
            code: .swappedEyes,
            file: document.file,
            mark: photo.marks[doubt.key],
            message: "'\(photo.path)' \(doubt.what)",
            advice: doubt.advice
        )
    }
}

private func finding(_ photo: TourDocument.Photo, _ document: TourDocument, limits: ImageLimits) -> TourFinding? {
    do {
        let card = try StereoCard(path: document.resolve(photo.path), limits: limits)
        guard let doubt = card.doubt(swapsEyes: photo.swapsEyes) else { return nil }
        return TourFinding(doubt, of: photo, in: document)
    } catch let fault as StereoCardFault {
        return TourFinding(
            code: .badStereo,
            file: document.file,
            mark: photo.marks["stereo"],
            message: "'\(photo.path)' \(fault.what)",
            advice: fault.advice
        )
    } catch {
        return nil
    }
}
