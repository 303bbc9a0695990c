extension TourDocument {
    /// A point on the Earth (WGS 84).
    package struct Location: Sendable, Hashable {
        /// −90…90, north positive.
        package let latitudeDegrees: Double
        /// −180…180, east positive.
        package let longitudeDegrees: Double

        package init(latitudeDegrees: Double, longitudeDegrees: Double) {
            self.latitudeDegrees = latitudeDegrees
            self.longitudeDegrees = longitudeDegrees
        }
    }
}
