package import Tour

/// Why an epoch cannot be aligned.
package struct AlignmentError: Error, CustomStringConvertible {
    /// `FILE:LINE: what is wrong; what to do`.
    package let description: String

    package init(_ file: String, line: Int?, _ message: String) {
        description = "\(file)\(line.map { ":\($0)" } ?? ""): \(message)"
    }
}

extension TourDocument {
    /// - Throws: where there is no such place or epoch, with those that there are.
    package func find(
        place placeID: String,
        epoch epochID: String
    ) throws(AlignmentError) -> (place: Place, epoch: Epoch) {
        guard let place = places.first(where: { $0.id == placeID }) else {
            throw AlignmentError(
                file,
                line: nil,
                "there is no place '\(placeID)'; name one of: \(places.map(\.id).joined(separator: ", "))"
            )
        }
        guard let epoch = place.epochs.first(where: { $0.id == epochID }) else {
            throw AlignmentError(
                file,
                line: place.marks.mapping.line,
                "'\(placeID)' has no epoch '\(epochID)'; name one of: \(place.epochs.map(\.id).joined(separator: ", "))"
            )
        }
        return (place, epoch)
    }
}
