extension TourDocument {
    /// Where passengers look at other times.
    package struct Place: Sendable {
        package let id: String
        package let title: Localized
        package let location: Location
        /// Where the place's point lies on the route; `nil` where it is found by its location.
        package let progressMetres: Double?
        /// `nil` where only the guide shows the place.
        package let trigger: Trigger?
        package let comfort: Comfort
        /// In the order of the file, ids all different. At least one.
        package let epochs: [Epoch]
        package let marks: Marks
    }
}
