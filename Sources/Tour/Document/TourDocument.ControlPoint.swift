extension TourDocument {
    /// A point of a photo and the direction in which the panorama below it shows the same thing.
    package struct ControlPoint: Sendable, Hashable {
        /// From the photo's left edge; pixel centres lie at half-integers.
        package let xPixels: Double
        /// From the photo's top edge.
        package let yPixels: Double
        /// −180…180 from the panorama's centre column, positive to the right.
        package let yawDegrees: Double
        /// −90…90, positive up.
        package let pitchDegrees: Double
        package let mark: SourceMark
    }
}
