extension TourDocument {
    /// A direction of an epoch's picture to which something is to be said.
    package struct Hotspot: Sendable {
        /// −180…180 from the panorama's centre column, positive to the right.
        package let yawDegrees: Double
        /// −90…90, positive up.
        package let pitchDegrees: Double
        package let title: Localized
        package let text: Localized?
        package let marks: Marks
    }
}
