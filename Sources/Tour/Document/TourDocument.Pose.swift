extension TourDocument {
    /// Where a photo's centre lies in the panorama below it, and how much of it the photo covers.
    package struct Pose: Sendable, Hashable {
        /// −180…180 from the panorama's centre column, positive to the right.
        package let yawDegrees: Double
        /// −90…90, positive up.
        package let pitchDegrees: Double
        /// −180…180, positive clockwise.
        package let rollDegrees: Double
        /// Over the photo's width, 1…179.
        package let fieldOfViewDegrees: Double
    }
}
