extension TourDocument {
    /// How a picture is turned in the frame of the panorama below it.
    package struct Pose: Sendable, Hashable {
        /// Of the picture's centre: −180…180 from the panorama's centre column, positive to the right.
        package let yawDegrees: Double
        /// −90…90, positive up.
        package let pitchDegrees: Double
        /// −180…180, positive clockwise.
        package let rollDegrees: Double
    }
}
