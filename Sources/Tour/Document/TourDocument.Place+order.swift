extension TourDocument.Place {
    /// In the order of the slider: by the first year, then the last; epochs of the same years as the file has them.
    package var chronologicalEpochs: [TourDocument.Epoch] {
        epochs.enumerated()
            .sorted { one, other in
                let (years, others) = (one.element.years, other.element.years)
                return (years.from, years.to, one.offset) < (others.from, others.to, other.offset)
            }
            .map(\.element)
    }
}
