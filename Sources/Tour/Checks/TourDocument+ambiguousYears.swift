extension TourDocument {
    /// Epochs that have the years of an earlier one of their place: on the slider both bear the same name.
    package var ambiguousYears: [TourFinding] {
        places.flatMap { place -> [TourFinding] in
            var first: [Years: Epoch] = [:]
            return place.epochs.compactMap { epoch -> TourFinding? in
                guard let earlier = first.updateValue(first[epoch.years] ?? epoch, forKey: epoch.years) else {
                    return nil
                }
                return TourFinding(
                    code: .ambiguousYears,
                    file: file,
                    mark: epoch.marks.has("year") ? epoch.marks["year"] : epoch.marks["from"],
                    message:
                        "'\(epoch.id)' has the same years as '\(earlier.id)', in line \(earlier.marks.mapping.line)",
                    advice: "tell them apart by their years or by `circa`; photos of one time can share an epoch"
                )
            }
        }
    }
}
