internal import Tour

/// What is wrong or doubtful in the control points of a tour's pictures, as far as these can be read.
func alignmentFindings(_ document: TourDocument, _ settings: TileSettings) -> [TourFinding] {
    document.places.flatMap { place in
        place.epochs.flatMap { epoch -> [TourFinding] in
            // That a picture is missing or damaged has been told.
            guard let alignment = try? EpochAlignment(document, place: place, epoch: epoch, settings: settings) else {
                return []
            }
            return alignment.findings(in: document)
        }
    }
}
