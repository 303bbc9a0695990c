internal import Tour

/// What is wrong or doubtful in how a tour's pictures lie, known by their headers: for `check` and `build`.
func pictureFindings(_ document: TourDocument, _ files: TourFiles, _ settings: TileSettings) -> [TourFinding] {
    smallPhotos(document, files) + largePhotos(document, settings: settings) + alignmentFindings(document, settings)
}
