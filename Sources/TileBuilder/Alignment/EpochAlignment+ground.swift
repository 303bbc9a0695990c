internal import Tour

extension EpochAlignment {
    /// The panorama in whose frame the pictures lie: its own picture, as it is built.
    ///
    /// - Throws: `AlignmentError` where there is none; `ImageCodingError` or `TileBuilderError` where it is not clear what it shows.
    func ground(_ document: TourDocument, _ settings: TileSettings) throws -> PlainPanorama {
        guard let base, let panorama = base.picture.panorama else {
            throw AlignmentError(
                document.file,
                line: epoch.marks.mapping.line,
                "'\(epoch.id)' lies on no panorama, so there is nothing to lay it over; add `on` to its picture"
            )
        }
        // Of a cylinder its own control points may tell what it shows.
        let alignment = try EpochAlignment(document, place: place, epoch: base, settings: settings)
        let placement = try alignment.pictures.first?.placement(document)
        return PlainPanorama(path: document.resolve(panorama.path), wish: panorama.wish(placement))
    }
}
